/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.file;

import dev.braid.config.Section;
import dev.braid.exporters.ExporterFactory;
import dev.braid.exporters.PreparedExporter;
import dev.braid.otlp.Signal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;

/** {@code file}: requests of OTLP in a file, as JSON lines or with their length before each. */
public final class FileExporterFactory implements ExporterFactory {
  private enum Format {
    JSON,
    PROTO
  }

  private enum Compression {
    NONE,
    ZSTD
  }

  @Override
  public String type() {
    return "file";
  }

  @Override
  public Set<Signal> signals() {
    return EnumSet.allOf(Signal.class);
  }

  @Override
  public PreparedExporter prepare(String name, Section settings) {
    Path path = Path.of(settings.requiredString("path"));
    boolean isJson = settings.choice("format", Format.JSON) == Format.JSON;
    boolean isZstd = settings.choice("compression", Compression.NONE) == Compression.ZSTD;
    boolean appends = settings.bool("append", false);
    settings.ignored("flush_interval", "each batch is written before it counts as delivered");
    if (settings.has("encoding")) {
      settings.fault("encoding", "is not supported, allowed format json or proto");
    }
    if (settings.section("group_by").bool("enabled", false)) {
      settings.fault("group_by", "is not supported yet, all goes into one file");
    }
    if (appends && (isZstd || settings.has("rotation"))) {
      settings.fault("append", "cannot go with compression or rotation");
    }
    Rotation rotation = Rotation.read(settings);
    return () ->
        new FileExporter(
            new RotatingFile(path, rotation, appends, Clock.systemUTC()), isJson, isZstd);
  }
}
