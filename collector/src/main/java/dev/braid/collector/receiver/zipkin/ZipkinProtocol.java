/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver.zipkin;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import dev.braid.collector.receiver.PushProtocol;
import dev.braid.otlp.Signal;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Zipkin's API v2 with spans as JSON. One span is in memory as a tree at a time.
 *
 * @param parsesStringTags whether a tag that looks like a number or a truth value becomes one
 * @see <a href="https://zipkin.io/zipkin-api/">Zipkin API v2</a>
 */
record ZipkinProtocol(boolean parsesStringTags) implements PushProtocol {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public Signal signal() {
    return Signal.TRACES;
  }

  @Override
  public String path() {
    return "/api/v2/spans";
  }

  @Override
  public String contentTypes() {
    return "application/json";
  }

  @Override
  public boolean takes(@Nullable MediaType type) {
    return type == null || type.is(MediaType.JSON);
  }

  @Override
  public HttpStatus taken() {
    return HttpStatus.ACCEPTED;
  }

  @Override
  public byte[] toOtlp(@Nullable MediaType type, byte[] body, int maxBytes) throws IOException {
    SpanGroups groups = new SpanGroups(maxBytes);
    SpanTranslation translation = new SpanTranslation(parsesStringTags);
    try (JsonParser parser = JSON.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw new IOException("found no list, allowed a JSON list of spans");
      }
      int index = 0;
      for (JsonToken at = parser.nextToken();
          at == JsonToken.START_OBJECT;
          at = parser.nextToken()) {
        JsonNode span = JSON.readTree(parser);
        try {
          translation.write(span, groups);
        } catch (IOException e) {
          throw new IOException("span " + index + ": " + e.getMessage(), e);
        }
        index++;
      }
      if (parser.currentToken() != JsonToken.END_ARRAY || parser.nextToken() != null) {
        throw new IOException("found " + parser.currentToken() + " in the list, allowed spans");
      }
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      // Without the source, of which the message may show a part.
      throw new IOException(e.getOriginalMessage(), e);
    }
    return groups.toOtlp();
  }
}
