/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.otlp;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import dev.braid.exporters.Exporter;
import dev.braid.exporters.Outcome;
import dev.braid.exporters.http.BackEnd;
import dev.braid.exporters.http.Compression;
import dev.braid.exporters.http.HttpAnswer;
import dev.braid.exporters.otlp.OtlpHttpSettings.Encoding;
import dev.braid.otlp.Batch;
import dev.braid.otlp.ExportResponse;
import dev.braid.otlp.OtlpJson;
import dev.braid.otlp.RpcStatus;
import dev.braid.otlp.Signal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * OTLP over HTTP. Protobuf batches go out as the bytes they are.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#otlphttp">OTLP 1.11, OTLP/HTTP</a>
 */
public final class OtlpHttpExporter implements Exporter {

  /** A count of refused items in a JSON answer; 64-bit integers are text there. */
  private static final Pattern JSON_REJECTED =
      Pattern.compile("\"rejected(?:Spans|DataPoints|LogRecords)\"\\s*:\\s*\"?(\\d{1,18})");

  private static final Pattern JSON_MESSAGE =
      Pattern.compile("\"(?:errorMessage|message)\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

  private final Map<Signal, BackEnd> backEnds = new EnumMap<>(Signal.class);
  private final OtlpHttpSettings settings;
  private final Map<String, String> headers;
  private final Clock clock;

  public OtlpHttpExporter(OtlpHttpSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    settings
        .urls()
        .forEach((signal, url) -> backEnds.put(signal, BackEnd.http(url, settings.client())));
    Map<String, String> head = new HashMap<>();
    head.put("content-type", settings.encoding().contentType());
    if (settings.compression() != Compression.NONE) {
      head.put("content-encoding", settings.compression().token());
    }
    this.headers = Map.copyOf(head);
  }

  @Override
  public Set<Signal> signals() {
    return Set.copyOf(backEnds.keySet());
  }

  @Override
  public CompletionStage<Outcome> export(Batch batch) {
    BackEnd backEnd = backEnds.get(batch.signal());
    if (backEnd == null) {
      return CompletableFuture.completedFuture(
          Outcome.rejected("no endpoint is set for " + batch.signal()));
    }
    return backEnd.post(backEnd.path(), headers, body(batch), this::read);
  }

  private List<HttpData> body(Batch batch) {
    Compression compression = settings.compression();
    if (settings.encoding() == Encoding.JSON) {
      byte[] proto = batch.toByteArray();
      byte[] json = OtlpJson.toJson(batch.signal(), proto, 0, proto.length);
      return List.of(HttpData.wrap(compression.encode(json)));
    }
    if (compression != Compression.NONE) {
      return List.of(HttpData.wrap(compression.encode(batch)));
    }
    List<HttpData> parts = new ArrayList<>(batch.sliceCount());
    for (int i = 0; i < batch.sliceCount(); i++) {
      parts.add(HttpData.wrap(batch.sliceArray(i), batch.sliceOffset(i), batch.sliceLength(i)));
    }
    return parts;
  }

  private Outcome read(AggregatedHttpResponse answer) {
    int code = answer.status().code();
    if (code >= 200 && code < 300) {
      return OtlpOutcomes.of(response(answer));
    }
    String message = HttpAnswer.message(answer, errorText(answer));
    return switch (code) {
      case 429, 502, 503, 504 -> HttpAnswer.retryable(answer, message, clock);
      default -> Outcome.rejected(message);
    };
  }

  private static ExportResponse response(AggregatedHttpResponse answer) {
    if (isJson(answer)) {
      String json = answer.contentUtf8();
      Matcher rejected = JSON_REJECTED.matcher(json);
      return new ExportResponse(
          rejected.find() ? Long.parseLong(rejected.group(1)) : 0, jsonMessage(json));
    }
    byte[] content = answer.content().array();
    return isProto(answer)
        ? ExportResponse.fromProto(content, 0, content.length)
        : ExportResponse.SUCCESS;
  }

  private static String errorText(AggregatedHttpResponse answer) {
    byte[] content = answer.content().array();
    if (isProto(answer)) {
      return RpcStatus.fromProto(content, 0, content.length).message();
    }
    String text = answer.contentUtf8();
    String message = isJson(answer) ? jsonMessage(text) : "";
    return message.isEmpty() ? text : message;
  }

  private static String jsonMessage(String json) {
    Matcher message = JSON_MESSAGE.matcher(json);
    return message.find() ? message.group(1) : "";
  }

  private static boolean isJson(AggregatedHttpResponse answer) {
    return contentType(answer).startsWith("application/json");
  }

  private static boolean isProto(AggregatedHttpResponse answer) {
    String type = contentType(answer);
    return type.startsWith("application/x-protobuf")
        || type.startsWith("application/protobuf")
        || type.startsWith("application/octet-stream"); // Loki says so of its errors.
  }

  private static String contentType(AggregatedHttpResponse answer) {
    return answer.headers().get("content-type", "");
  }

  @Override
  public void close() {
    backEnds.values().forEach(BackEnd::close);
  }
}
