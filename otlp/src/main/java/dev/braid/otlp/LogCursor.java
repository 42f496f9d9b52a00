/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

/** Walks the log records of a batch. See {@link ItemCursor}. */
public final class LogCursor extends ItemCursor {
  private final LogRecordView logRecord = new LogRecordView();

  @Override
  void moveTo(byte[] source, int offset, int length) {
    logRecord.wrap(source, offset, length);
  }

  /** The current one of the log records. */
  public LogRecordView logRecord() {
    return logRecord;
  }
}
