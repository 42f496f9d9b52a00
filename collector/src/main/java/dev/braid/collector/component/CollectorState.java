/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.component;

import java.util.List;

/** What an extension can tell about the collector it runs in. Thread-safe. */
public interface CollectorState {

  /** Whether all doors are open. */
  boolean isReady();

  /** Says where something listens, for people: one line at start. */
  void announce(String what, String address);

  /** One line for each component that is part of a pipeline. */
  List<String> describePipelines();
}
