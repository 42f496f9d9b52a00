/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver.zipkin;

import dev.braid.otlp.AttributeWriter;
import dev.braid.otlp.Fields;
import dev.braid.otlp.ProtoWriter;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Spans by what they have in common: resource and scope. Used by one thread. */
final class SpanGroups {
  /** What the spans of a group share. */
  record Group(Map<String, String> resource, String scopeName, String scopeVersion) {}

  /** Small, since a hostile body names a service for each span. */
  private static final int FIRST_BYTES = 64;

  private final int maxBytes;
  private final Map<Group, ProtoWriter> spans = new LinkedHashMap<>();

  SpanGroups(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Where the next span of {@code group} is written, as the field ITEM. */
  ProtoWriter writer(Group group) {
    return spans.computeIfAbsent(group, key -> new ProtoWriter(FIRST_BYTES, maxBytes));
  }

  byte[] toOtlp() throws IOException {
    ProtoWriter request = new ProtoWriter(FIRST_BYTES, maxBytes);
    for (Map.Entry<Group, ProtoWriter> entry : spans.entrySet()) {
      int resourceSpans = request.begin(Fields.Wrapper.RESOURCE_ITEMS, 3);
      int resource = request.begin(Fields.Wrapper.RESOURCE);
      entry
          .getKey()
          .resource()
          .forEach((k, v) -> AttributeWriter.string(request, Fields.Resource.ATTRIBUTES, k, v));
      request.end(resource);
      writeScope(request, entry.getKey(), entry.getValue());
      request.end(resourceSpans);
      if (request.isOverflown() || entry.getValue().isOverflown()) {
        throw new IOException("spans are larger than " + maxBytes + " bytes");
      }
    }
    return request.toByteArray();
  }

  private static void writeScope(ProtoWriter request, Group group, ProtoWriter spans) {
    int scopeSpans = request.begin(Fields.Wrapper.SCOPE_ITEMS, 3);
    int scope = request.begin(Fields.Wrapper.SCOPE);
    if (!group.scopeName().isEmpty()) {
      request.string(Fields.Scope.NAME, group.scopeName());
      request.string(Fields.Scope.VERSION, group.scopeVersion());
    }
    request.end(scope);
    request.writeRaw(spans.array(), 0, spans.size());
    request.end(scopeSpans);
  }
}
