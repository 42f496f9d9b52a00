/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver.loki;

import dev.braid.otlp.ProtoReader;
import dev.braid.otlp.WireType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A push request in protobuf.
 *
 * @see <a href="https://github.com/grafana/loki/blob/v3.3.0/pkg/push/push.proto">push.proto, Loki
 *     3.3</a>
 */
final class ProtoPush {
  private static final int STREAMS = 1;
  private static final int LABELS = 1;
  private static final int ENTRIES = 2;
  private static final int TIMESTAMP = 1;
  private static final int LINE = 2;
  private static final int STRUCTURED_METADATA = 3;

  private final byte[] bytes;
  private final EntryWriter entries;

  private ProtoPush(byte[] bytes, EntryWriter entries) {
    this.bytes = bytes;
    this.entries = entries;
  }

  static void read(byte[] bytes, EntryWriter entries) throws IOException {
    ProtoPush push = new ProtoPush(bytes, entries);
    ProtoReader request = new ProtoReader().reset(bytes, 0, bytes.length);
    while (request.next()) {
      if (isMessage(request, STREAMS)) {
        push.stream(request.offset(), request.offset() + request.length());
      }
    }
    check(request);
  }

  private void stream(int from, int to) throws IOException {
    Map<String, String> labels = Map.of();
    ProtoReader stream = new ProtoReader().reset(bytes, from, to);
    while (stream.next()) {
      if (isMessage(stream, LABELS)) {
        labels = LabelText.parse(text(stream));
      }
    }
    check(stream);
    stream.reset(bytes, from, to);
    while (stream.next()) {
      if (isMessage(stream, ENTRIES)) {
        entry(labels, stream.offset(), stream.offset() + stream.length());
      }
    }
  }

  private void entry(Map<String, String> labels, int from, int to) throws IOException {
    long nanos = 0;
    String line = "";
    Map<String, String> metadata = new LinkedHashMap<>();
    ProtoReader entry = new ProtoReader().reset(bytes, from, to);
    while (entry.next()) {
      if (isMessage(entry, TIMESTAMP)) {
        nanos = timestamp(entry.offset(), entry.offset() + entry.length());
      } else if (isMessage(entry, LINE)) {
        line = text(entry);
      } else if (isMessage(entry, STRUCTURED_METADATA)) {
        pair(entry.offset(), entry.offset() + entry.length(), metadata);
      }
    }
    check(entry);
    entries.write(labels, nanos, line, metadata);
  }

  private long timestamp(int from, int to) throws IOException {
    long seconds = 0;
    long nanos = 0;
    ProtoReader time = new ProtoReader().reset(bytes, from, to);
    while (time.next()) {
      if (time.field() == 1) {
        seconds = time.value();
      } else if (time.field() == 2) {
        nanos = time.value();
      }
    }
    check(time);
    // Loki's times are from 1677 to 2262: what 64 bits of nanoseconds hold.
    if (seconds < 0 || seconds > 9_223_372_035L || nanos < 0 || nanos > 999_999_999) {
      throw new IOException("found a time of " + seconds + " s, allowed 1970 to 2262");
    }
    return seconds * 1_000_000_000L + nanos;
  }

  private void pair(int from, int to, Map<String, String> into) throws IOException {
    String name = "";
    String value = "";
    ProtoReader pair = new ProtoReader().reset(bytes, from, to);
    while (pair.next()) {
      if (isMessage(pair, 1)) {
        name = text(pair);
      } else if (isMessage(pair, 2)) {
        value = text(pair);
      }
    }
    check(pair);
    into.put(name, value);
  }

  private String text(ProtoReader at) {
    return new String(bytes, at.offset(), at.length(), StandardCharsets.UTF_8);
  }

  private static boolean isMessage(ProtoReader at, int field) {
    return at.field() == field && at.wireType() == WireType.LEN;
  }

  private static void check(ProtoReader reader) throws IOException {
    if (reader.isMalformed()) {
      throw new IOException("damaged protobuf at byte " + reader.position());
    }
  }
}
