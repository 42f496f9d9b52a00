/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.log;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads what is committed and not released, in order, each record once. Used by one thread. */
public final class LogReader {
  private final SegmentedLog log;
  private final Segments segments;
  private final LogLosses losses;
  private @Nullable SegmentCursor cursor;
  private volatile long position;

  LogReader(SegmentedLog log, Segments segments, LogLosses losses, long from) {
    this.log = log;
    this.segments = segments;
    this.losses = losses;
    this.position = from;
  }

  /** Everything below was read or passed over. */
  public long position() {
    return position;
  }

  /** The next record; null if there is none now. */
  public @Nullable StoredEntry poll() throws IOException {
    while (position < log.committedEnd()) {
      SegmentCursor current = cursor;
      if (current == null) {
        Segment segment = segments.at(position);
        if (segment == null) {
          return null;
        }
        pass(segment.first());
        cursor = new SegmentCursor(segment, losses);
        continue;
      }
      StoredEntry entry = read(current);
      if (entry == null) {
        if (!advance(current.segment())) {
          return null;
        }
      } else if (entry.number() >= position) {
        position = entry.number() + 1;
        if (!log.isReleased(entry.number())) {
          return entry;
        }
      }
    }
    return null;
  }

  private @Nullable StoredEntry read(SegmentCursor current) throws IOException {
    try {
      return current.next();
    } catch (IOException e) {
      if (segments.isOpen(current.segment())) {
        throw e;
      }
      // Deleted under our hands: everything in it was released or given up.
      return null;
    }
  }

  private boolean advance(Segment done) {
    Segment next = segments.after(done);
    if (next == null) {
      return false;
    }
    if (segments.isOpen(done)) {
      pass(next.first());
    } else {
      position = Math.max(position, next.first());
    }
    cursor = new SegmentCursor(next, losses);
    return true;
  }

  /** Goes to {@code number}; what lies before it and was still needed cannot be read. */
  private void pass(long number) {
    long lost = log.countUnreleased(position, number);
    if (lost > 0) {
      losses.damaged(lost, "before record " + number);
      log.releaseRange(position, number);
    }
    position = Math.max(position, number);
  }

  /** Waits for the next record; null once the log is closed. */
  public @Nullable StoredEntry take() throws IOException, InterruptedException {
    while (!log.isClosed()) {
      StoredEntry entry = poll();
      if (entry != null) {
        return entry;
      }
      log.awaitCommitBeyond(position);
    }
    return null;
  }
}
