/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.graph;

import dev.braid.collector.component.Environment;
import dev.braid.collector.delivery.DeadLetterExporter;
import dev.braid.collector.durable.CountedLosses;
import dev.braid.collector.durable.DurableSettings;
import dev.braid.collector.log.Fsync;
import dev.braid.collector.log.LogSettings;
import dev.braid.collector.log.SegmentedLog;
import dev.braid.collector.telemetry.Telemetry;
import dev.braid.exporters.Exporter;
import java.io.IOException;

/** Where the batches lie that one exporter has rejected. */
final class DeadLetterFolder {
  private static final String FOLDER = "dead_letters";

  private DeadLetterFolder() {}

  /** The exporter, with dead letters where the collector is durable. */
  static Exporter before(Exporter exporter, String name, Plan plan, Environment environment)
      throws IOException {
    DurableSettings durable = plan.service().durable().orElse(null);
    if (durable == null || durable.deadLetterBytes() == 0) {
      return exporter;
    }
    Telemetry telemetry = environment.telemetry();
    LogSettings settings =
        new LogSettings(durable.deadLetterBytes(), Fsync.GROUP, LogSettings.OnFull.DROP_OLDEST);
    SegmentedLog letters =
        SegmentedLog.open(
            durable.directory().resolve(FOLDER).resolve(QueueFolder.fileName(name)),
            settings,
            new CountedLosses(
                name,
                telemetry,
                dropped ->
                    telemetry
                        .items(
                            "exporter_dead_letters_dropped",
                            dropped.batch().signal(),
                            "exporter",
                            name)
                        .inc(dropped.batch().itemCount())));
    return new DeadLetterExporter(name, exporter, letters, telemetry, environment.clock());
  }
}
