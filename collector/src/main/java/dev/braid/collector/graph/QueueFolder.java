/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.graph;

import dev.braid.collector.component.Environment;
import dev.braid.collector.delivery.Delivery;
import dev.braid.collector.delivery.StorageSettings;
import dev.braid.collector.durable.CountedLosses;
import dev.braid.collector.extension.FileStorage;
import dev.braid.collector.log.LogSettings;
import dev.braid.collector.log.SegmentedLog;
import dev.braid.collector.telemetry.Telemetry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Where the disk queue of one exporter lies. */
record QueueFolder(String exporter, Path path, LogSettings settings) {
  private static final String QUEUES = "queues";

  /**
   * The folder in the storage that the exporter names, else in the durable directory; empty for a
   * queue in memory.
   */
  static Optional<QueueFolder> of(
      String exporter, StorageSettings storage, Plan plan, Environment environment) {
    if (!storage.isQueued()) {
      return Optional.empty();
    }
    if (storage.extension() != null) {
      return environment
          .extensions()
          .find(storage.extension(), FileStorage.class)
          .map(
              files ->
                  new QueueFolder(
                      exporter,
                      files.directory().resolve(fileName(exporter)),
                      new LogSettings(files.maxBytes(), files.fsync(), storage.onFull())));
    }
    return plan.service()
        .durable()
        .map(
            durable ->
                new QueueFolder(
                    exporter,
                    durable.directory().resolve(QUEUES).resolve(fileName(exporter)),
                    new LogSettings(durable.maxBytes(), durable.fsync(), storage.onFull())));
  }

  SegmentedLog open(Telemetry telemetry, Delivery delivery) throws IOException {
    return SegmentedLog.open(
        path,
        settings,
        new CountedLosses(exporter, telemetry, dropped -> delivery.dropUnread(dropped.batch())));
  }

  /** Component ids have a slash, and could have anything else. */
  static String fileName(String exporter) {
    StringBuilder name = new StringBuilder();
    for (char c : exporter.toCharArray()) {
      boolean isPlain = c < 128 && (Character.isLetterOrDigit(c) || c == '_' || c == '-');
      name.append(isPlain ? String.valueOf(c) : String.format("%%%04x", (int) c));
    }
    return name.toString();
  }
}
