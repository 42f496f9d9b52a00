/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.prometheus;

import dev.braid.config.Section;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * Settings of the page to scrape.
 *
 * @param address where it listens
 * @param expiry after how long without a point a series leaves the page
 */
record PrometheusSettings(
    InetSocketAddress address,
    TranslatorSettings translator,
    boolean timestamps,
    boolean openMetrics,
    Duration expiry,
    int maxSeries) {

  private static final String ENDPOINT = "127.0.0.1:9464";

  /** OpenTelemetry's default. */
  private static final Duration EXPIRY = Duration.ofMinutes(5);

  static PrometheusSettings read(Section settings) {
    return new PrometheusSettings(
        address(settings),
        TranslatorSettings.read(settings, "const_labels", "without_scope_info"),
        settings.bool("send_timestamps", false),
        settings.bool("enable_open_metrics", true),
        settings.duration("metric_expiration", EXPIRY),
        settings.integer("max_series", SeriesTable.MAX_SERIES, 1, 10_000_000));
  }

  private static InetSocketAddress address(Section settings) {
    String endpoint = settings.string("endpoint", ENDPOINT);
    int colon = endpoint.lastIndexOf(':');
    try {
      int port = Integer.parseInt(endpoint.substring(colon + 1));
      String host = colon < 0 ? "" : endpoint.substring(0, colon).replaceAll("^\\[|]$", "");
      if (colon >= 0 && port >= 0 && port <= 65_535) {
        return new InetSocketAddress(host.isEmpty() ? "0.0.0.0" : host, port);
      }
    } catch (NumberFormatException e) {
      // Reported below, like an address without a port.
    }
    settings.fault("endpoint", "found '" + endpoint + "', allowed host:port such as " + ENDPOINT);
    return new InetSocketAddress("127.0.0.1", 0);
  }
}
