/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.weave;

import java.util.ArrayList;
import java.util.List;

/** Where probe advice reports; single threaded tests only. */
public final class Probe {
  private static final List<String> REPORTS = new ArrayList<>();

  /** When set, every report throws: advice that fails. */
  static boolean isFailing;

  private Probe() {}

  public static void report(String text) {
    if (isFailing) {
      throw new IllegalStateException("failing advice");
    }
    REPORTS.add(text);
  }

  static void reset() {
    REPORTS.clear();
    isFailing = false;
  }

  static List<String> reports() {
    return List.copyOf(REPORTS);
  }
}
