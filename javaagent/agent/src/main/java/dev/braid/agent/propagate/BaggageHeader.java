/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.propagate;

import dev.braid.bootstrap.Context;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The {@code baggage} header.
 *
 * @see <a href="https://www.w3.org/TR/baggage/">W3C baggage</a>
 */
final class BaggageHeader implements Propagator {
  /** The limits that W3C names: bytes of the header, and members. */
  static final int MAX_CHARS = 8_192;

  static final int MAX_ENTRIES = 180;

  private static final String SAFE = "!#$&'()*+-./:<=>?@[]^_`{|}~";

  @Override
  public <C> Context extract(Context context, C carrier, Getter<C> getter) {
    String header = getter.get(carrier, "baggage");
    if (header == null || header.isEmpty() || header.length() > MAX_CHARS) {
      return context;
    }
    Baggage baggage = parse(header);
    return baggage.entries().isEmpty() ? context : context.withBaggage(baggage);
  }

  static Baggage parse(String header) {
    Map<String, Baggage.Entry> entries = new LinkedHashMap<>();
    int start = 0;
    while (start <= header.length() && entries.size() < MAX_ENTRIES) {
      int comma = header.indexOf(',', start);
      int end = comma < 0 ? header.length() : comma;
      parseMember(header.substring(start, end), entries);
      start = end + 1;
    }
    return Baggage.of(entries);
  }

  private static void parseMember(String member, Map<String, Baggage.Entry> entries) {
    int semicolon = member.indexOf(';');
    String pair = semicolon < 0 ? member : member.substring(0, semicolon);
    String metadata = semicolon < 0 ? "" : member.substring(semicolon + 1).trim();
    int equals = pair.indexOf('=');
    if (equals <= 0) {
      return;
    }
    String name = pair.substring(0, equals).trim();
    if (!name.isEmpty() && name.indexOf(' ') < 0) {
      String value = decode(pair.substring(equals + 1).trim());
      entries.put(name, new Baggage.Entry(value, metadata));
    }
  }

  private static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
      int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
      if (character == '%' && high >= 0 && low >= 0) {
        bytes.write(high << 4 | low);
        i += 2;
      } else {
        byte[] raw = String.valueOf(character).getBytes(StandardCharsets.UTF_8);
        bytes.write(raw, 0, raw.length);
      }
    }
    return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
  }

  @Override
  public <C> void inject(Context context, C carrier, Setter<C> setter) {
    Baggage baggage = (Baggage) context.baggage;
    if (baggage == null || baggage.entries().isEmpty()) {
      return;
    }
    StringBuilder header = new StringBuilder(64);
    for (Map.Entry<String, Baggage.Entry> entry : baggage.entries().entrySet()) {
      int before = header.length();
      if (before > 0) {
        header.append(',');
      }
      header.append(entry.getKey()).append('=');
      encode(entry.getValue().value, header);
      if (!entry.getValue().metadata.isEmpty()) {
        header.append(';').append(entry.getValue().metadata);
      }
      if (header.length() > MAX_CHARS) {
        header.setLength(before);
        break;
      }
    }
    if (header.length() > 0) {
      setter.set(carrier, "baggage", header.toString());
    }
  }

  private static void encode(String value, StringBuilder target) {
    for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
      char character = (char) (octet & 0xff);
      if (isSafe(character)) {
        target.append(character);
      } else {
        target.append('%').append(hexDigit(octet >> 4)).append(hexDigit(octet));
      }
    }
  }

  private static boolean isSafe(char character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || SAFE.indexOf(character) >= 0;
  }

  private static char hexDigit(int value) {
    return "0123456789ABCDEF".charAt(value & 0xf);
  }
}
