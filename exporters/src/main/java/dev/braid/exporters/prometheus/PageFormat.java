/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.prometheus;

/** The text formats of a page to scrape. */
enum PageFormat {
  /** Prometheus's own, version 0.0.4: no exemplars. */
  CLASSIC("text/plain; version=0.0.4; charset=utf-8"),
  /** OpenMetrics 1.0. */
  OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

  private final String contentType;

  PageFormat(String contentType) {
    this.contentType = contentType;
  }

  String contentType() {
    return contentType;
  }

  /** The best of what an {@code Accept} header asks for; classic if it does not say. */
  static PageFormat negotiate(String accept) {
    double openMetrics = -1;
    double classic = 0;
    for (String range : accept.split(",", -1)) {
      String[] parts = range.split(";", -1);
      double weight = weight(parts);
      switch (parts[0].strip()) {
        case "application/openmetrics-text" -> openMetrics = Math.max(openMetrics, weight);
        case "text/plain" -> classic = Math.max(classic, weight);
        default -> {}
      }
    }
    return openMetrics > 0 && openMetrics >= classic ? OPEN_METRICS : CLASSIC;
  }

  private static double weight(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      if (parameter.startsWith("q=")) {
        try {
          return Double.parseDouble(parameter.substring(2));
        } catch (NumberFormatException e) {
          return 0;
        }
      }
    }
    return 1;
  }
}
