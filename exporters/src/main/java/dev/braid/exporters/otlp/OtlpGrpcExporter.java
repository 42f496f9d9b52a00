/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.otlp;

import com.linecorp.armeria.common.HttpData;
import dev.braid.exporters.Exporter;
import dev.braid.exporters.Outcome;
import dev.braid.exporters.http.BackEnd;
import dev.braid.exporters.http.Compression;
import dev.braid.otlp.Batch;
import dev.braid.otlp.Signal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * OTLP over gRPC. One request is one frame: a flag, four bytes of length, and the batch's bytes,
 * which are neither decoded nor, without compression, copied.
 *
 * @see <a href="https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md">gRPC over HTTP2</a>
 */
public final class OtlpGrpcExporter implements Exporter {

  private static final int PREFIX_BYTES = 5;

  private final BackEnd backEnd;
  private final Compression compression;
  private final Set<Signal> signals;
  private final Map<String, String> headers;

  public OtlpGrpcExporter(OtlpGrpcSettings settings, Set<Signal> signals) {
    this.backEnd = BackEnd.http2(settings.url(), settings.client());
    this.compression = settings.compression();
    this.signals = Set.copyOf(signals);
    Map<String, String> head = new HashMap<>();
    head.put("content-type", "application/grpc");
    head.put("te", "trailers");
    head.put("grpc-timeout", settings.client().timeout().toMillis() + "m");
    if (compression != Compression.NONE) {
      head.put("grpc-encoding", compression.token());
    }
    this.headers = Map.copyOf(head);
  }

  @Override
  public Set<Signal> signals() {
    return signals;
  }

  @Override
  public CompletionStage<Outcome> export(Batch batch) {
    if (!signals.contains(batch.signal())) {
      return CompletableFuture.completedFuture(
          Outcome.rejected("takes " + signals + ", got " + batch.signal()));
    }
    return backEnd.post(path(batch.signal()), headers, frame(batch), GrpcAnswer::read);
  }

  private List<HttpData> frame(Batch batch) {
    List<HttpData> parts = new ArrayList<>(1 + batch.sliceCount());
    if (compression == Compression.NONE) {
      parts.add(prefix(0, Math.toIntExact(batch.sizeBytes())));
      for (int i = 0; i < batch.sliceCount(); i++) {
        parts.add(HttpData.wrap(batch.sliceArray(i), batch.sliceOffset(i), batch.sliceLength(i)));
      }
      return parts;
    }
    byte[] body = compression.encode(batch);
    parts.add(prefix(1, body.length));
    parts.add(HttpData.wrap(body));
    return parts;
  }

  private static HttpData prefix(int flag, int length) {
    return HttpData.wrap(ByteBuffer.allocate(PREFIX_BYTES).put((byte) flag).putInt(length).array());
  }

  private static String path(Signal signal) {
    return switch (signal) {
      case TRACES -> "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
      case METRICS -> "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export";
      case LOGS -> "/opentelemetry.proto.collector.logs.v1.LogsService/Export";
    };
  }

  @Override
  public void close() {
    backEnd.close();
  }
}
