/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.loki;

import java.util.Locale;
import java.util.Set;

/** The few values of the label {@code level}, so that it never makes more streams than these. */
final class Level {

  private static final Set<String> NAMES =
      Set.of("trace", "debug", "info", "warn", "error", "fatal");

  private Level() {}

  /** From the severity number if there is one, otherwise from what the text starts with. */
  static String of(int severityNumber, String severityText) {
    if (severityNumber >= 1 && severityNumber <= 24) {
      return switch ((severityNumber - 1) / 4) {
        case 0 -> "trace";
        case 1 -> "debug";
        case 2 -> "info";
        case 3 -> "warn";
        case 4 -> "error";
        default -> "fatal";
      };
    }
    String text = severityText.strip().toLowerCase(Locale.ROOT);
    return NAMES.stream().filter(text::startsWith).findFirst().orElse("unknown");
  }
}
