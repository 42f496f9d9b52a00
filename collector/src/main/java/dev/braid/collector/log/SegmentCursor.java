/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.log;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A walk over the records of one segment. A record with a damaged body is passed over where the one
 * behind it is sound; otherwise the walk ends there, and goes on with the next segment. Used by one
 * thread.
 */
final class SegmentCursor {
  private final Segment segment;
  private final LogLosses losses;
  private long offset = RecordFormat.SEGMENT_HEAD_BYTES;
  private long number;

  SegmentCursor(Segment segment, LogLosses losses) {
    this.segment = segment;
    this.losses = losses;
    this.number = segment.first();
  }

  Segment segment() {
    return segment;
  }

  /** The number of the record that {@link #next} looks at. */
  long number() {
    return number;
  }

  /** Where that record begins. */
  long offset() {
    return offset;
  }

  /** The next sound record; null at the end and where the rest is damaged. */
  @Nullable StoredEntry next() throws IOException {
    Folder.File file = segment.file();
    RecordFormat.Read record = RecordFormat.read(file, offset);
    if (record == null) {
      long behind = RecordFormat.endIfLengthIsSound(file, offset);
      if (behind <= offset || behind >= file.size()) {
        return null;
      }
      record = RecordFormat.read(file, behind);
      if (record == null) {
        return null;
      }
      losses.damaged(1, segment.name() + " at byte " + offset);
      number++;
    }
    offset = record.end();
    return new StoredEntry(number++, record.kind(), record.body());
  }
}
