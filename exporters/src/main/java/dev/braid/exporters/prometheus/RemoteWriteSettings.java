/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.prometheus;

import dev.braid.config.Section;
import dev.braid.exporters.http.ClientSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/** Settings of remote write. */
record RemoteWriteSettings(
    URI url,
    ClientSettings client,
    TranslatorSettings translator,
    boolean metadata,
    int maxSeries) {

  /** OpenTelemetry's default. */
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** Stands in for an address that was reported as a fault. */
  private static final URI NOWHERE = URI.create("http://127.0.0.1:9090/api/v1/write");

  static RemoteWriteSettings read(Section settings) {
    settings.requiredString("endpoint");
    URI url = ClientSettings.url(settings, "endpoint");
    for (String key :
        new String[] {
          "remote_write_queue",
          "wal",
          "max_batch_size_bytes",
          "max_batch_request_parallelism",
          "export_created_metric"
        }) {
      settings.ignored(key, "one batch is one request here; see sending_queue");
    }
    if (settings.has("protobuf_message")
        && !settings.string("protobuf_message", "").equals("prometheus.WriteRequest")) {
      settings.fault("protobuf_message", "only prometheus.WriteRequest (remote write 1.0) exists");
    }
    return new RemoteWriteSettings(
        Objects.requireNonNullElse(url, NOWHERE),
        ClientSettings.read(settings, TIMEOUT),
        TranslatorSettings.read(settings, "external_labels", "disable_scope_info"),
        settings.bool("send_metadata", true),
        settings.integer("max_series", SeriesTable.MAX_SERIES, 1, 10_000_000));
  }
}
