/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver.loki;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A push request in JSON. One stream is in memory as a tree at a time. */
final class JsonPush {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonPush() {}

  static void read(byte[] body, EntryWriter entries) throws IOException {
    try (JsonParser parser = JSON.createParser(body)) {
      expect(parser.nextToken(), JsonToken.START_OBJECT);
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean isStreams = parser.currentName().equals("streams");
        JsonToken value = parser.nextToken();
        if (!isStreams) {
          parser.skipChildren();
          continue;
        }
        expect(value, JsonToken.START_ARRAY);
        while (parser.nextToken() == JsonToken.START_OBJECT) {
          stream(JSON.readTree(parser), entries);
        }
        expect(parser.currentToken(), JsonToken.END_ARRAY);
      }
      expect(parser.currentToken(), JsonToken.END_OBJECT);
    } catch (JsonProcessingException e) {
      throw new IOException(e.getOriginalMessage(), e);
    }
  }

  private static void stream(JsonNode stream, EntryWriter entries) throws IOException {
    Map<String, String> labels = texts(stream.path("stream"));
    for (JsonNode value : stream.path("values")) {
      if (!value.isArray() || value.size() < 2 || !value.get(1).isTextual()) {
        throw new IOException("found an entry that is not [\"<nanoseconds>\", \"<line>\"]");
      }
      long nanos;
      try {
        nanos = Long.parseLong(value.get(0).asText());
      } catch (NumberFormatException e) {
        throw new IOException("found a time that is not a number of nanoseconds", e);
      }
      entries.write(labels, nanos, value.get(1).asText(), texts(value.path(2)));
    }
  }

  private static Map<String, String> texts(JsonNode node) {
    Map<String, String> texts = new LinkedHashMap<>();
    node.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return texts;
  }

  private static void expect(JsonToken found, JsonToken allowed) throws IOException {
    if (found != allowed) {
      throw new IOException("found " + found + ", allowed " + allowed);
    }
  }
}
