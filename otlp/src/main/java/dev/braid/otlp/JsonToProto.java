/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * Reads one OTLP/JSON message into protobuf bytes, driven by the schema. Single use.
 *
 * <p>Nesting is bounded like that of protobuf; a text cannot make more bytes than it has, but for
 * the lengths of messages.
 */
final class JsonToProto {
  private static final JsonFactory FACTORY = new JsonFactory();

  /** What of a path or of the parser's own words an error message may hold. */
  private static final int MAX_ERROR_CHARS = 200;

  private final JsonParser parser;
  private final ProtoWriter writer;
  private boolean odd;

  private JsonToProto(JsonParser parser, int length) {
    this.parser = parser;
    this.writer = new ProtoWriter(length / 2, ProtoWriter.MAX_BYTES);
  }

  static byte[] convert(MessageType type, byte[] utf8, int offset, int length)
      throws OtlpJsonException {
    try (JsonParser parser = FACTORY.createParser(utf8, offset, length)) {
      JsonToProto conversion = new JsonToProto(parser, length);
      parser.nextToken();
      conversion.message(type, 1);
      if (parser.nextToken() != null) {
        throw conversion.fault("expected nothing after the request");
      }
      return conversion.result(type);
    } catch (JsonProcessingException e) {
      String where =
          e.getLocation() == null
              ? ""
              : " at line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr();
      throw new OtlpJsonException("not JSON: " + cut(e.getOriginalMessage()) + where);
    } catch (IOException e) {
      throw new OtlpJsonException("not JSON: " + cut(String.valueOf(e.getMessage())));
    }
  }

  private byte[] result(MessageType type) throws OtlpJsonException {
    if (writer.isOverflown()) {
      throw fault("longer than " + ProtoWriter.MAX_BYTES + " bytes in protobuf");
    }
    return odd
        ? Canonicaliser.rewrite(type, writer.array(), 0, writer.size())
        : writer.toByteArray();
  }

  private void message(MessageType type, int depth) throws IOException, OtlpJsonException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw fault("expected an object (" + type.name + ")");
    }
    if (depth > Limits.DEFAULT_MAX_DEPTH) {
      throw fault("objects nested deeper than " + Limits.DEFAULT_MAX_DEPTH);
    }
    int seen = 0;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      FieldType field = type.field(parser.currentName());
      JsonToken token = parser.nextToken();
      if (field == null) {
        parser.skipChildren();
      } else if (token != JsonToken.VALUE_NULL) {
        int bit = field.presence == FieldType.Presence.ONEOF ? 1 : 1 << field.number;
        odd |= (seen & bit) != 0;
        seen |= bit;
        field(field, depth);
      }
    }
  }

  private void field(FieldType field, int depth) throws IOException, OtlpJsonException {
    if (!field.isRepeated) {
      value(field, depth);
      return;
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw fault("expected an array");
    }
    int start = writer.size();
    int mark = field.isPacked ? writer.begin(field.number) : 0;
    int empty = writer.size();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (field.isPacked) {
        packed(field);
      } else {
        value(field, depth);
      }
    }
    if (field.isPacked) {
      if (writer.size() == empty) {
        writer.truncate(start);
      } else {
        writer.end(mark);
      }
    }
  }

  private void packed(FieldType field) throws IOException, OtlpJsonException {
    long bits = JsonNumbers.read(this, parser, field);
    if (field.wireType == WireType.FIXED64) {
      writer.writeFixed64(bits);
    } else {
      writer.writeVarint(bits);
    }
  }

  private void value(FieldType field, int depth) throws IOException, OtlpJsonException {
    MessageType message = field.message;
    if (message != null) {
      int mark = writer.begin(field.number, depth < 4 ? 2 : 1);
      message(message, depth + 1);
      writer.end(mark);
      return;
    }
    if (field.wireType != WireType.LEN) {
      number(field);
      return;
    }
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw fault("expected a string");
    }
    String text = parser.getText();
    boolean isLeftOut = text.isEmpty() && field.presence == FieldType.Presence.SINGULAR;
    if (!isLeftOut) {
      text(field, text);
    }
  }

  private void text(FieldType field, String text) throws OtlpJsonException {
    switch (field.kind) {
      case STRING:
        writer.string(field.number, text);
        break;
      case TRACE_ID:
        id(field, text, TraceId.BYTES);
        break;
      case SPAN_ID:
        id(field, text, SpanId.BYTES);
        break;
      default:
        writer.bytes(field.number, base64(text));
    }
  }

  private void id(FieldType field, String text, int bytes) throws OtlpJsonException {
    byte[] id = new byte[bytes];
    boolean isHex = text.length() == 2 * bytes;
    for (int i = 0; i < bytes && isHex; i++) {
      int high = Hex.digit(text.charAt(2 * i));
      int low = Hex.digit(text.charAt(2 * i + 1));
      isHex = high >= 0 && low >= 0;
      id[i] = (byte) (high << 4 | low);
    }
    if (!isHex) {
      throw fault("got " + text.length() + " characters, expected " + 2 * bytes + " hex digits");
    }
    writer.bytes(field.number, id);
  }

  private byte[] base64(String text) throws OtlpJsonException {
    try {
      boolean isUrlSafe = text.indexOf('-') >= 0 || text.indexOf('_') >= 0;
      return (isUrlSafe ? java.util.Base64.getUrlDecoder() : java.util.Base64.getDecoder())
          .decode(text);
    } catch (IllegalArgumentException e) {
      throw fault("expected base64");
    }
  }

  private void number(FieldType field) throws IOException, OtlpJsonException {
    long bits = JsonNumbers.read(this, parser, field);
    if (bits == 0 && field.presence == FieldType.Presence.SINGULAR) {
      return;
    }
    switch (field.wireType) {
      case WireType.VARINT:
        writer.varint(field.number, bits);
        break;
      case WireType.FIXED64:
        writer.fixed64(field.number, bits);
        break;
      default:
        writer.fixed32(field.number, (int) bits);
    }
  }

  /** A fault at the parser's current place. */
  OtlpJsonException fault(String what) {
    String path = parser.getParsingContext().pathAsPointer().toString();
    return new OtlpJsonException(
        (path.isEmpty() ? "/" : cut(path))
            + ": "
            + what
            + " at line "
            + parser.currentTokenLocation().getLineNr()
            + ", column "
            + parser.currentTokenLocation().getColumnNr());
  }

  private static String cut(String text) {
    return text.length() <= MAX_ERROR_CHARS ? text : text.substring(0, MAX_ERROR_CHARS) + "...";
  }
}
