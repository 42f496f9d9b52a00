/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.durable;

import dev.braid.collector.log.Entry;
import dev.braid.collector.log.StoredEntry;
import dev.braid.otlp.Batch;
import dev.braid.otlp.Signal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A batch as a log keeps it. The record's kind is the signal; numbers are big-endian, texts are a
 * length and UTF-8.
 *
 * <pre>
 *  received long | items int | origin text | metadata count int | (name text | value text)* | OTLP bytes
 * </pre>
 *
 * @param origin the receiver that took it; empty where that does not matter
 */
public record BatchRecord(String origin, Batch batch) {
  private static final int FIXED_BYTES = Long.BYTES + 2 * Integer.BYTES;

  /** The record's pieces; the batch's bytes are not copied. */
  public Entry toEntry() {
    List<byte[]> texts = new ArrayList<>();
    texts.add(utf8(origin));
    batch
        .metadata()
        .forEach(
            (name, value) -> {
              texts.add(utf8(name));
              texts.add(utf8(value));
            });
    int bytes = FIXED_BYTES;
    for (byte[] text : texts) {
      bytes += Integer.BYTES + text.length;
    }
    ByteBuffer head = ByteBuffer.allocate(bytes);
    head.putLong(batch.receivedEpochNanos()).putInt(batch.itemCount());
    put(head, texts.get(0)).putInt(batch.metadata().size());
    texts.subList(1, texts.size()).forEach(text -> put(head, text));
    List<ByteBuffer> parts = new ArrayList<>();
    parts.add(head.flip());
    for (int i = 0; i < batch.sliceCount(); i++) {
      parts.add(ByteBuffer.wrap(batch.sliceArray(i), batch.sliceOffset(i), batch.sliceLength(i)));
    }
    return new Entry(kind(batch.signal()), parts);
  }

  /** What {@link #toEntry} has kept. */
  public static BatchRecord of(StoredEntry entry) {
    ByteBuffer bytes = ByteBuffer.wrap(entry.body());
    long received = bytes.getLong();
    int items = bytes.getInt();
    String origin = text(bytes);
    Map<String, String> metadata = new LinkedHashMap<>();
    for (int left = bytes.getInt(); left > 0; left--) {
      metadata.put(text(bytes), text(bytes));
    }
    byte[] payload = Arrays.copyOfRange(entry.body(), bytes.position(), bytes.limit());
    return new BatchRecord(
        origin,
        Batch.counted(signal(entry.kind()), payload, items)
            .withReceived(received)
            .withMetadata(metadata));
  }

  private static byte kind(Signal signal) {
    return switch (signal) {
      case TRACES -> 1;
      case METRICS -> 2;
      case LOGS -> 3;
    };
  }

  private static Signal signal(byte kind) {
    return switch (kind) {
      case 1 -> Signal.TRACES;
      case 2 -> Signal.METRICS;
      case 3 -> Signal.LOGS;
      default -> throw new IllegalStateException("kind: got " + kind + ", allowed 1, 2, 3");
    };
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static ByteBuffer put(ByteBuffer target, byte[] text) {
    return target.putInt(text.length).put(text);
  }

  private static String text(ByteBuffer bytes) {
    byte[] text = new byte[bytes.getInt()];
    bytes.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }
}
