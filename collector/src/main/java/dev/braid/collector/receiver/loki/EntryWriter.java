/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver.loki;

import dev.braid.otlp.AttributeWriter;
import dev.braid.otlp.Fields;
import dev.braid.otlp.ProtoWriter;
import java.io.IOException;
import java.util.Map;

/** Writes log records from Loki's entries. Used by one thread. */
final class EntryWriter {
  private static final int FIRST_BYTES = 4096;
  private static final String INTERNAL_PREFIX = "__";

  private final long nowNanos;
  private final boolean keepsTime;
  private final int maxBytes;
  private final ProtoWriter writer;
  private final int resourceLogs;
  private final int scopeLogs;
  private boolean isEmpty = true;

  EntryWriter(long nowNanos, boolean keepsTime, int maxBytes) {
    this.nowNanos = nowNanos;
    this.keepsTime = keepsTime;
    this.maxBytes = maxBytes;
    this.writer = new ProtoWriter(FIRST_BYTES, maxBytes);
    this.resourceLogs = writer.begin(Fields.Wrapper.RESOURCE_ITEMS, 3);
    this.scopeLogs = writer.begin(Fields.Wrapper.SCOPE_ITEMS, 3);
  }

  /**
   * One line.
   *
   * @param labels what its stream is called; names that start with two underscores are left out
   * @param epochNanos its time, 0 if it has none
   * @param metadata what belongs to this line alone
   */
  void write(Map<String, String> labels, long epochNanos, String line, Map<String, String> metadata)
      throws IOException {
    isEmpty = false;
    int record = writer.begin(Fields.Wrapper.ITEM, 2);
    boolean hasTime = keepsTime && epochNanos != 0;
    writer.fixed64(Fields.LogRecord.TIME_UNIX_NANO, hasTime ? epochNanos : nowNanos);
    int body = writer.begin(Fields.LogRecord.BODY, 2);
    writer.string(Fields.AnyValue.STRING, line);
    writer.end(body);
    labels.forEach(
        (key, value) -> {
          if (!key.startsWith(INTERNAL_PREFIX) && !metadata.containsKey(key)) {
            attribute(key, value);
          }
        });
    metadata.forEach(this::attribute);
    writer.fixed64(Fields.LogRecord.OBSERVED_TIME_UNIX_NANO, nowNanos);
    writer.end(record);
    if (writer.isOverflown()) {
      throw new IOException("records are larger than " + maxBytes + " bytes");
    }
  }

  byte[] toOtlp() {
    if (isEmpty) {
      return new byte[0];
    }
    writer.end(scopeLogs);
    writer.end(resourceLogs);
    return writer.toByteArray();
  }

  private void attribute(String key, String value) {
    AttributeWriter.string(writer, Fields.LogRecord.ATTRIBUTES, key, value);
  }
}
