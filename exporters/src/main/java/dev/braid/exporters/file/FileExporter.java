/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.file;

import com.github.luben.zstd.Zstd;
import dev.braid.exporters.Exporter;
import dev.braid.exporters.Outcome;
import dev.braid.otlp.Batch;
import dev.braid.otlp.OtlpJson;
import dev.braid.otlp.Signal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Writes each batch as one record: a line of JSON, or four bytes of length (big endian) and then
 * what the format says. A batch is delivered once the operating system has it.
 */
final class FileExporter implements Exporter {
  private final RotatingFile file;
  private final boolean isJson;
  private final boolean isZstd;
  private boolean isClosed;

  FileExporter(RotatingFile file, boolean isJson, boolean isZstd) {
    this.file = file;
    this.isJson = isJson;
    this.isZstd = isZstd;
  }

  @Override
  public Set<Signal> signals() {
    return Set.of(Signal.values());
  }

  @Override
  public CompletionStage<Outcome> export(Batch batch) {
    return CompletableFuture.completedFuture(write(record(batch)));
  }

  private byte[] record(Batch batch) {
    byte[] bytes = batch.toByteArray();
    if (isJson) {
      bytes = OtlpJson.toJson(batch.signal(), bytes, 0, bytes.length);
    }
    if (isZstd) {
      bytes = Zstd.compress(bytes);
    }
    if (isJson && !isZstd) {
      byte[] line = Arrays.copyOf(bytes, bytes.length + 1);
      line[bytes.length] = '\n';
      return line;
    }
    return ByteBuffer.allocate(4 + bytes.length).putInt(bytes.length).put(bytes).array();
  }

  private synchronized Outcome write(byte[] record) {
    if (isClosed) {
      return Outcome.retryable("the exporter is closed");
    }
    try {
      file.write(record);
      return Outcome.delivered();
    } catch (IOException e) {
      return Outcome.retryable("file: " + e);
    }
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    try {
      file.close();
    } catch (IOException e) {
      // All that counts was written before; there is nobody to tell.
    }
  }
}
