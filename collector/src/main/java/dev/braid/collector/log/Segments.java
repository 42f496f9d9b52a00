/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.log;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The files of a log, in order. Changed by the commit thread; looking up is thread-safe.
 *
 * <p>A log never appends to a file of an earlier run: whatever a crash has left at its end is then
 * simply where reading stops.
 */
final class Segments implements AutoCloseable {
  private static final LogLosses SILENT =
      new LogLosses() {
        @Override
        public void damaged(long records, String where) {}

        @Override
        public void dropped(StoredEntry entry) {}
      };

  private final Folder folder;
  private final LogSettings settings;
  private final NavigableMap<Long, Segment> byFirst = new ConcurrentSkipListMap<>();

  // Touched by the commit thread only, after open.
  private @Nullable Segment active;
  private long next;

  private Segments(Folder folder, LogSettings settings) {
    this.folder = folder;
    this.settings = settings;
  }

  /**
   * Opens what is there and cuts what a crash has left unfinished.
   *
   * @param atLeast the number that the next record has at least
   * @param cleanEnd the end that an orderly stop has noted, up to which nothing may be missing; -1
   *     after a crash
   */
  static Segments open(Folder folder, LogSettings settings, long atLeast, long cleanEnd)
      throws IOException {
    Segments segments = new Segments(folder, settings);
    for (String name : folder.list()) {
      if (Segment.isSegment(name)) {
        segments.openOne(name);
      }
    }
    segments.next = Math.max(atLeast, cleanEnd);
    Map.Entry<Long, Segment> last = segments.byFirst.lastEntry();
    if (last != null) {
      segments.recover(last.getValue(), cleanEnd);
    }
    return segments;
  }

  private void openOne(String name) throws IOException {
    try {
      Segment segment = Segment.open(folder, name);
      byFirst.put(segment.first(), segment);
    } catch (Segment.DamagedHeadException e) {
      // How many records it held shows where the next segment begins.
      folder.setAside(name);
    }
  }

  private void recover(Segment last, long cleanEnd) throws IOException {
    // Silent: what is damaged here is told when it is read.
    SegmentCursor cursor = new SegmentCursor(last, SILENT);
    for (StoredEntry entry = cursor.next(); entry != null; entry = cursor.next()) {
      // Only its place matters here.
    }
    if (cursor.number() >= cleanEnd && cursor.offset() < last.sizeBytes()) {
      last.truncate(cursor.offset());
    }
    next = Math.max(next, cursor.number());
    if (cursor.number() == last.first()) {
      delete(last);
    }
  }

  /** The number of the next record. */
  long next() {
    return next;
  }

  long totalBytes() {
    long bytes = 0;
    for (Segment segment : byFirst.values()) {
      bytes += segment.sizeBytes();
    }
    return bytes;
  }

  /** Whether {@code more} bytes find room, or would if the log were empty. */
  boolean hasRoom(long more) {
    return totalBytes() + more + RecordFormat.SEGMENT_HEAD_BYTES <= settings.maxBytes();
  }

  /** Appends all of {@code entry}, or nothing; its number is the value of {@link #next} before. */
  void append(Entry entry) throws IOException {
    Segment segment = active;
    if (segment == null || segment.sizeBytes() >= settings.segmentBytes()) {
      roll();
      segment = Segment.create(folder, next);
      byFirst.put(next, segment);
      active = segment;
    }
    segment.append(entry);
    next++;
  }

  /** Ends the active segment, so that it can be deleted once it is released. */
  void roll() throws IOException {
    force();
    active = null;
  }

  void force() throws IOException {
    if (active != null && settings.fsync().isForced()) {
      active.file().force();
    }
  }

  /** Forgets what was appended since {@code committed} after a failed force. */
  void abandon(long committed, long committedBytes) {
    Segment segment = active;
    active = null;
    if (segment == null) {
      return;
    }
    try {
      if (segment.first() >= committed) {
        // What the group has in the segment before is safe, though refused: it stays.
        delete(segment);
        next = segment.first();
      } else {
        segment.truncate(committedBytes);
        next = committed;
      }
    } catch (IOException e) {
      // What was refused stays in the file: after a crash it is delivered, and the resend too.
    }
  }

  /** Where the active segment ends now; 0 if the next record begins one. */
  long activeBytes() {
    return active == null ? 0 : active.sizeBytes();
  }

  long activeFirst() {
    return active == null ? next : active.first();
  }

  /** The segment that holds {@code number}, or the first behind it. */
  @Nullable Segment at(long number) {
    Map.Entry<Long, Segment> found = byFirst.floorEntry(number);
    if (found == null) {
      found = byFirst.higherEntry(number);
    }
    return found == null ? null : found.getValue();
  }

  @Nullable Segment after(Segment segment) {
    Map.Entry<Long, Segment> found = byFirst.higherEntry(segment.first());
    return found == null ? null : found.getValue();
  }

  boolean isOpen(Segment segment) {
    return byFirst.get(segment.first()) == segment;
  }

  /** The first record behind {@code segment}. */
  long end(Segment segment) {
    Segment following = after(segment);
    return following == null ? next : following.first();
  }

  /** All but the one that is written, oldest first. */
  List<Segment> ended() {
    return byFirst.values().stream().filter(segment -> segment != active).toList();
  }

  void delete(Segment segment) throws IOException {
    byFirst.remove(segment.first());
    segment.close();
    folder.delete(segment.name());
  }

  @Override
  public void close() throws IOException {
    for (Segment segment : byFirst.values()) {
      segment.close();
    }
  }
}
