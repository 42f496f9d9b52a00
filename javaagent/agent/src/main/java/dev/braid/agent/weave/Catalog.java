/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.weave;

import java.util.ArrayList;
import java.util.List;

/** All instrumentations, listed by hand: no ServiceLoader on the start-up path. */
public final class Catalog {
  private Catalog() {}

  /** The descriptors, in an order without meaning (alphabetical). */
  public static List<Instrumentation> all() {
    List<Instrumentation> all = new ArrayList<>();
    return all;
  }
}
