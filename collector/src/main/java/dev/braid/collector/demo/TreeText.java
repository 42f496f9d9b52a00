/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.braid.correlation.LogFact;
import dev.braid.correlation.SpanFact;
import dev.braid.correlation.TraceText;
import dev.braid.correlation.TraceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The JSON of a trace, as the collector's API gives it, back into text. */
final class TreeText {
  private TreeText() {}

  static String of(JsonNode trace) {
    List<SpanFact> spans = new ArrayList<>();
    List<LogFact> logs = new ArrayList<>();
    trace.path("roots").forEach(root -> read(root, spans, logs));
    return TraceText.of(TraceTree.of(spans, logs));
  }

  private static void read(JsonNode node, List<SpanFact> spans, List<LogFact> logs) {
    JsonNode span = node.path("span");
    spans.add(
        new SpanFact(
            span.path("traceId").asText(),
            span.path("spanId").asText(),
            span.path("parentSpanId").asText(),
            span.path("service").asText(),
            span.path("name").asText(),
            span.path("kind").asInt(),
            span.path("startEpochNanos").asLong(),
            span.path("endEpochNanos").asLong(),
            span.path("isError").asBoolean(),
            Map.of()));
    for (JsonNode log : node.path("logs")) {
      logs.add(
          new LogFact(
              log.path("traceId").asText(),
              log.path("spanId").asText(),
              log.path("service").asText(),
              log.path("logger").asText(),
              log.path("severity").asText(),
              log.path("body").asText(),
              log.path("epochNanos").asLong()));
    }
    node.path("children").forEach(child -> read(child, spans, logs));
  }
}
