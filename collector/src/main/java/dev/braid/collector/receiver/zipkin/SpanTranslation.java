/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver.zipkin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.braid.otlp.AttributeWriter;
import dev.braid.otlp.Fields;
import dev.braid.otlp.ProtoWriter;
import java.io.IOException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A Zipkin span as an OTLP span, with the names that the OpenTelemetry Collector gives. Names that
 * describe a process become part of the resource. A span that client and server share keeps its id,
 * as there. Used by one thread.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otel/trace/sdk_exporters/zipkin/">the way
 *     back</a>
 */
final class SpanTranslation {
  /** A span's end must fit into 64 bits of nanoseconds. */
  private static final long MAX_MICROS = Long.MAX_VALUE / 1000 / 2;

  private static final int KIND_INTERNAL = 1;
  private static final int STATUS_ERROR = 2;

  private final boolean parsesStringTags;

  SpanTranslation(boolean parsesStringTags) {
    this.parsesStringTags = parsesStringTags;
  }

  /** Writes {@code span} into its group. */
  void write(JsonNode span, SpanGroups groups) throws IOException {
    Map<String, String> tags = tags(span.path("tags"));
    ProtoWriter writer = groups.writer(group(span, tags));
    int mark = writer.begin(Fields.Wrapper.ITEM, 2);
    id(writer, Fields.Span.TRACE_ID, span.path("traceId"), 16);
    id(writer, Fields.Span.SPAN_ID, span.path("id"), 8);
    String state = tags.remove("w3c.tracestate");
    if (state != null) {
      writer.string(Fields.Span.TRACE_STATE, state);
    }
    JsonNode parent = span.path("parentId");
    if (parent.isTextual() && !parent.equals(span.path("id"))) {
      id(writer, Fields.Span.PARENT_SPAN_ID, parent, 8);
    }
    writer.string(Fields.Span.NAME, span.path("name").asText(""));
    int kind = kind(span.path("kind").asText(""), tags);
    if (kind != 0) {
      writer.varint(Fields.Span.KIND, kind);
    }
    long start = micros(span.path("timestamp"));
    long duration = micros(span.path("duration"));
    writer.fixed64(Fields.Span.START_TIME_UNIX_NANO, start * 1000);
    writer.fixed64(Fields.Span.END_TIME_UNIX_NANO, (start + duration) * 1000);
    Status status = status(tags);
    tags.forEach((key, value) -> tag(writer, key, value));
    endpoint(writer, span.path("localEndpoint"), "net.host");
    remoteEndpoint(writer, span.path("remoteEndpoint"));
    if (start == 0) {
      AttributeWriter.bool(
          writer, Fields.Span.ATTRIBUTES, "otel.zipkin.absentField.startTime", true);
    }
    for (JsonNode annotation : span.path("annotations")) {
      event(writer, annotation);
    }
    status.write(writer);
    writer.end(mark);
  }

  private static SpanGroups.Group group(JsonNode span, Map<String, String> tags) {
    Map<String, String> resource = new LinkedHashMap<>();
    String source = tags.remove("otlp.service.name.source");
    String service = span.path("localEndpoint").path("serviceName").asText("");
    if (!service.isEmpty()) {
      resource.put(source == null || source.isEmpty() ? "service.name" : source, service);
    }
    tags.keySet()
        .removeIf(
            key -> {
              boolean moves = ResourceNames.ALL.contains(key);
              if (moves) {
                resource.put(key, tags.get(key));
              }
              return moves;
            });
    String scope = tags.getOrDefault("otel.library.name", tags.get("otel.scope.name"));
    String version = tags.getOrDefault("otel.library.version", tags.get("otel.scope.version"));
    tags.keySet().removeAll(ResourceNames.SCOPE);
    return new SpanGroups.Group(
        resource, scope == null ? "" : scope, version == null ? "" : version);
  }

  private static Map<String, String> tags(JsonNode node) throws IOException {
    Map<String, String> tags = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> tag : node.properties()) {
      if (!tag.getValue().isValueNode()) {
        throw new IOException("tag " + tag.getKey() + ": found no text, allowed texts");
      }
      tags.put(tag.getKey(), tag.getValue().asText());
    }
    return tags;
  }

  private static void id(ProtoWriter writer, int field, JsonNode node, int bytes)
      throws IOException {
    String text = node.asText("");
    String name = bytes == 16 ? "traceId" : "id";
    if (text.isEmpty() || text.length() > 2 * bytes) {
      throw new IOException(
          name + ": found " + text.length() + " digits, allowed 1 to " + 2 * bytes);
    }
    byte[] id;
    try {
      id = HexFormat.of().parseHex("0".repeat(2 * bytes - text.length()) + text);
    } catch (IllegalArgumentException e) {
      throw new IOException(name + ": found no hexadecimal number", e);
    }
    writer.bytes(field, id);
  }

  private static int kind(String kind, Map<String, String> tags) {
    String tag = tags.get("span.kind");
    return switch (kind) {
      case "SERVER" -> 2;
      case "CLIENT" -> 3;
      case "PRODUCER" -> 4;
      case "CONSUMER" -> 5;
      default -> {
        tags.remove("span.kind");
        yield "internal".equals(tag) ? KIND_INTERNAL : 0;
      }
    };
  }

  private static long micros(JsonNode node) throws IOException {
    if (node.isMissingNode() || node.isNull()) {
      return 0;
    }
    if (!node.isNumber() || node.asLong() < 0 || node.asDouble() > MAX_MICROS) {
      throw new IOException("found a time that is not a number of microseconds");
    }
    return node.asLong();
  }

  private void tag(ProtoWriter writer, String key, String value) {
    int field = Fields.Span.ATTRIBUTES;
    if (!parsesStringTags) {
      AttributeWriter.string(writer, field, key, value);
    } else if (value.equals("true") || value.equals("false")) {
      AttributeWriter.bool(writer, field, key, value.equals("true"));
    } else {
      TagNumber.write(writer, field, key, value);
    }
  }

  private static void remoteEndpoint(ProtoWriter writer, JsonNode remote) {
    String service = remote.path("serviceName").asText("");
    if (!service.isEmpty()) {
      AttributeWriter.string(writer, Fields.Span.ATTRIBUTES, "peer.service", service);
    }
    endpoint(writer, remote, "net.peer");
  }

  private static void endpoint(ProtoWriter writer, JsonNode endpoint, String prefix) {
    String ip = endpoint.path("ipv4").asText(endpoint.path("ipv6").asText(""));
    if (!ip.isEmpty()) {
      AttributeWriter.string(writer, Fields.Span.ATTRIBUTES, prefix + ".ip", ip);
    }
    int port = endpoint.path("port").asInt(0);
    if (port > 0) {
      AttributeWriter.integer(writer, Fields.Span.ATTRIBUTES, prefix + ".port", port);
    }
  }

  private static void event(ProtoWriter writer, JsonNode annotation) throws IOException {
    int mark = writer.begin(Fields.Span.EVENTS);
    writer.fixed64(Fields.Event.TIME_UNIX_NANO, micros(annotation.path("timestamp")) * 1000);
    writer.string(Fields.Event.NAME, annotation.path("value").asText(""));
    writer.end(mark);
  }

  private static Status status(Map<String, String> tags) {
    String code = tags.remove("otel.status_code");
    String message = code == null ? null : tags.remove("otel.status_description");
    int number =
        switch (code == null ? "" : code.replace("STATUS_CODE_", "")) {
          case "OK" -> 1;
          case "ERROR" -> STATUS_ERROR;
          default -> 0;
        };
    if (tags.containsKey("error")) {
      number = STATUS_ERROR;
      if ("true".equals(tags.get("error"))) {
        tags.remove("error");
      }
    }
    return new Status(number, message == null ? "" : message);
  }

  private record Status(int code, String message) {
    void write(ProtoWriter writer) {
      if (code == 0) {
        return;
      }
      int mark = writer.begin(Fields.Span.STATUS);
      if (!message.isEmpty()) {
        writer.string(Fields.Status.MESSAGE, message);
      }
      writer.varint(Fields.Status.CODE, code);
      writer.end(mark);
    }
  }
}
