/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.trace;

import org.jspecify.annotations.Nullable;

/** Decides by raw path and method before anything else of a request is read. Thread-safe. */
public interface HeadRules {
  /** What a rule says of a request. */
  enum Decision {
    /** No rule matches: the sampler decides. */
    NONE,
    RECORD,
    DROP
  }

  Decision decide(@Nullable Span parent, String method, String path);
}
