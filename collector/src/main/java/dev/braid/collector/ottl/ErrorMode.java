/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

import java.util.List;

/** What happens when a statement or condition cannot be applied to an item. */
public enum ErrorMode {
  /** It is skipped, counted and, from time to time, logged. */
  IGNORE,
  /** It is skipped and counted. */
  SILENT,
  /** The whole batch is refused. */
  PROPAGATE;

  /** As configurations write them. */
  public static final List<String> WRITTEN = List.of("ignore", "silent", "propagate");
}
