/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.collector.delivery.Sizer;
import dev.braid.collector.durable.DurableSettings;
import dev.braid.collector.log.Fsync;
import dev.braid.collector.log.LogSettings.OnFull;
import dev.braid.config.ConfigLoader;
import dev.braid.config.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class DurabilityPlanTest {
  private final ConfigLoader loader = new ConfigLoader(name -> null);

  @Test
  void withoutDurable_everythingStaysInMemory() {
    Plan plan = read("", "", "");

    assertThat(plan.service().durable()).isEmpty();
    assertThat(faults()).isEmpty();
  }

  @Test
  void durable_isReadWhole() {
    Plan plan =
        read(
            "durable: {directory: /data, fsync: group(20ms), max_size: 2GiB,"
                + " dead_letter_max_size: 0}",
            "",
            "");

    assertThat(faults()).isEmpty();
    assertThat(plan.service().durable())
        .contains(
            new DurableSettings(
                Path.of("/data"), new Fsync(true, Duration.ofMillis(20)), 2L << 30, 0));
  }

  @Test
  void badDurable_namesEachFault() {
    read("durable: {fsync: always, max_size: 1000, folder: x}", "", "");

    assertThat(faults())
        .anyMatch(fault -> fault.contains("service.durable.directory"))
        .anyMatch(fault -> fault.contains("found 'always', allowed group, group(5ms)"))
        .anyMatch(fault -> fault.contains("found 1000 bytes, allowed at least 1048576"))
        .anyMatch(fault -> fault.contains("service.durable.folder"))
        .hasSize(4);
  }

  @Test
  void sendingQueue_isReadWhole() {
    Plan plan =
        read(
            "extensions: [file_storage/q]",
            "file_storage/q: {directory: /q, timeout: 2s, compaction: {on_start: true}}",
            "sending_queue: {storage: file_storage/q, on_full: drop_oldest, sizer: items,"
                + " num_consumers: 3, wait_for_result: true, block_on_overflow: true,"
                + " batch: {min_size: 10, max_size: 20, flush_timeout: 1s}}");

    assertThat(faults()).isEmpty();
    assertThat(loader.faults().warnings().stream().map(Fault::toString).toList())
        .anyMatch(note -> note.contains("compaction"))
        .anyMatch(note -> note.contains("timeout"))
        .anyMatch(note -> note.contains("wait_for_result"))
        .anyMatch(note -> note.contains("block_on_overflow"))
        .hasSize(4);
    Plan.ExporterPlan exporter =
        Objects.requireNonNull(plan.components().exporters().get("nop")).plan();
    assertThat(exporter.storage().extension()).isEqualTo("file_storage/q");
    assertThat(exporter.storage().onFull()).isEqualTo(OnFull.DROP_OLDEST);
    assertThat(exporter.storage().batching().orElseThrow().sendBatchMaxSize()).isEqualTo(20);
    assertThat(exporter.delivery().sizer()).isEqualTo(Sizer.ITEMS);
    assertThat(exporter.delivery().consumers()).isEqualTo(3);
  }

  @Test
  void storageThatIsNotEnabled_isAFault() {
    read("", "file_storage: {}", "sending_queue: {storage: file_storage}");

    assertThat(faults())
        .singleElement()
        .asString()
        .contains("found 'file_storage', allowed a file_storage in service.extensions");
  }

  private List<String> faults() {
    return loader.faults().faults().stream().map(Fault::toString).toList();
  }

  private Plan read(String service, String extensions, String exporter) {
    loader.text(
        "test",
        """
        receivers: {otlp: {protocols: {http: {}}}}
        extensions: {%s}
        exporters: {nop: {%s}}
        service:
          %s
          pipelines: {traces: {receivers: [otlp], exporters: [nop]}}
        """
            .formatted(extensions, exporter, service));
    return PlanReader.read(loader.root());
  }
}
