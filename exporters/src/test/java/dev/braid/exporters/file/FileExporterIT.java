/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.braid.exporters.Exporter;
import dev.braid.exporters.Outcome;
import dev.braid.exporters.Samples;
import dev.braid.exporters.SettingsFixture;
import dev.braid.otlp.Batch;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileExporterIT {
  @TempDir Path folder;

  @Test
  void json_isOneLineABatch_andStartsAfreshUnlessAppended() throws Exception {
    Path path = Files.writeString(folder.resolve("data.json"), "old\n");

    try (Exporter exporter = SettingsFixture.start("file", Map.of("path", path.toString()))) {
      assertThat(export(exporter, Samples.spans())).isEqualTo(Outcome.delivered());
      assertThat(export(exporter, Samples.spans())).isEqualTo(Outcome.delivered());
    }

    List<String> lines = Files.readAllLines(path);
    assertThat(lines).hasSize(2).allMatch(line -> line.startsWith("{\"resourceSpans\""));
    try (Exporter exporter =
        SettingsFixture.start("file", Map.of("path", path.toString(), "append", true))) {
      export(exporter, Samples.spans());
    }
    assertThat(Files.readAllLines(path)).hasSize(3);
  }

  @Test
  void zstdProto_hasItsLengthBeforeIt() throws Exception {
    Path path = folder.resolve("data");
    Map<String, ?> settings =
        Map.of("path", path.toString(), "format", "proto", "compression", "zstd");

    try (Exporter exporter = SettingsFixture.start("file", settings)) {
      export(exporter, Samples.spans());
    }

    ByteBuffer whole = ByteBuffer.wrap(Files.readAllBytes(path));
    assertThat(whole.getInt()).isEqualTo(whole.remaining());
    byte[] packed = Arrays.copyOfRange(whole.array(), 4, whole.capacity());
    byte[] plain = Zstd.decompress(packed, 1 << 20);
    assertThat(ExportTraceServiceRequest.parseFrom(plain).getResourceSpansCount()).isEqualTo(1);
  }

  @Test
  void fullFile_isPutAside_andOldOnesAreDeleted() throws Exception {
    Path path = folder.resolve("data.json");
    Path foreign = Files.writeString(folder.resolve("data-of-others.json"), "mine");
    Map<String, ?> settings =
        Map.of("path", path.toString(), "rotation", Map.of("max_megabytes", 1, "max_backups", 2));
    Batch large = Samples.logs(Samples.log(1, "x".repeat(600_000)));

    try (Exporter exporter = SettingsFixture.start("file", settings)) {
      for (int i = 0; i < 5; i++) {
        assertThat(export(exporter, large)).isEqualTo(Outcome.delivered());
      }
    }

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .hasSize(4)
          .contains("data.json", "data-of-others.json")
          .filteredOn(name -> name.matches("data-\\d{4}-.*Z?\\.json"))
          .hasSize(2);
    }
    assertThat(foreign).hasContent("mine");
  }

  @Test
  void closed_isRetryable() throws Exception {
    Exporter exporter =
        SettingsFixture.start("file", Map.of("path", folder.resolve("a").toString()));
    exporter.close();
    exporter.close();

    assertThat(export(exporter, Samples.spans())).isInstanceOf(Outcome.Retryable.class);
  }

  private static Outcome export(Exporter exporter, Batch batch) {
    return exporter.export(batch).toCompletableFuture().join();
  }
}
