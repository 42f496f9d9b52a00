/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.http;

import com.github.luben.zstd.Zstd;
import dev.braid.config.Section;
import dev.braid.otlp.Batch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** How a request's body is compressed. */
public enum Compression {
  NONE,
  GZIP,
  ZSTD;

  private static final int BUFFER_BYTES = 8 << 10;

  /** Speed before size, as with gzip. */
  private static final int ZSTD_LEVEL = 1;

  /** A guess of how much smaller telemetry gets, to size the output once. */
  private static final int EXPECTED_RATIO = 6;

  /** Reads the key {@code compression}; an empty text means none, as in OpenTelemetry. */
  public static Compression read(Section settings, Compression fallback) {
    if (settings.has("compression") && settings.string("compression", "").isEmpty()) {
      return NONE;
    }
    return settings.choice("compression", fallback);
  }

  /** The name in {@code Content-Encoding} and {@code grpc-encoding}. */
  public String token() {
    return this == NONE ? "identity" : name().toLowerCase(Locale.ROOT);
  }

  /** The batch's request, compressed. */
  public byte[] encode(Batch batch) {
    if (this == GZIP) {
      return gzip(batch);
    }
    byte[] plain =
        batch.sliceCount() == 1 && batch.sliceArray(0).length == batch.sizeBytes()
            ? batch.sliceArray(0)
            : batch.toByteArray();
    return encode(plain);
  }

  /** {@code plain}, compressed; the same array if there is nothing to do. */
  public byte[] encode(byte[] plain) {
    return switch (this) {
      case NONE -> plain;
      case GZIP -> gzip(Batch.counted(dev.braid.otlp.Signal.TRACES, plain, 0));
      case ZSTD -> Zstd.compress(plain, ZSTD_LEVEL);
    };
  }

  private static byte[] gzip(Batch batch) {
    int expectedBytes = (int) Math.min(1 << 20, 64 + batch.sizeBytes() / EXPECTED_RATIO);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(expectedBytes);
    try (OutputStreamOfSpeed gzip = new OutputStreamOfSpeed(bytes)) {
      batch.writeTo(gzip);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  /** Gzip at the fastest level: see RATIONALE. */
  private static final class OutputStreamOfSpeed extends GZIPOutputStream {
    OutputStreamOfSpeed(ByteArrayOutputStream target) throws IOException {
      super(target, BUFFER_BYTES);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
