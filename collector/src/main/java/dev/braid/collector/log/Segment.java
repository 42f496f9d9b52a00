/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.log;

import java.io.IOException;
import java.nio.ByteBuffer;

/** One file of a log. Written by the commit thread; what is committed may be read by any. */
final class Segment implements AutoCloseable {
  private static final String SUFFIX = ".log";

  private final String name;
  private final long first;
  private final Folder.File file;
  private volatile long sizeBytes;

  private Segment(String name, long first, Folder.File file, long sizeBytes) {
    this.name = name;
    this.first = first;
    this.file = file;
    this.sizeBytes = sizeBytes;
  }

  static boolean isSegment(String name) {
    return name.endsWith(SUFFIX);
  }

  static Segment create(Folder folder, long first) throws IOException {
    String name = String.format("%019d", first) + SUFFIX;
    Folder.File file = folder.create(name);
    try {
      file.append(new ByteBuffer[] {RecordFormat.segmentHead(first)});
      file.force();
    } catch (IOException e) {
      file.close();
      folder.delete(name);
      throw e;
    }
    return new Segment(name, first, file, RecordFormat.SEGMENT_HEAD_BYTES);
  }

  /**
   * The segment in that file.
   *
   * @throws IOException if it cannot be read or its head is damaged
   */
  static Segment open(Folder folder, String name) throws IOException {
    Folder.File file = folder.open(name);
    Long first = RecordFormat.readSegmentHead(file);
    if (first == null) {
      file.close();
      throw new DamagedHeadException(name);
    }
    return new Segment(name, first, file, file.size());
  }

  /** The file is no segment: it was cut while it was made, or damaged later. */
  static final class DamagedHeadException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedHeadException(String name) {
      super("the head of " + name + " is damaged");
    }
  }

  String name() {
    return name;
  }

  /** The number of its first record. */
  long first() {
    return first;
  }

  Folder.File file() {
    return file;
  }

  long sizeBytes() {
    return sizeBytes;
  }

  /** Appends all of the entry, or nothing. */
  void append(Entry entry) throws IOException {
    long before = sizeBytes;
    try {
      file.append(RecordFormat.write(entry));
    } catch (IOException e) {
      file.truncate(before);
      throw e;
    }
    sizeBytes = before + RecordFormat.RECORD_HEAD_BYTES + entry.bodyBytes();
  }

  void truncate(long size) throws IOException {
    file.truncate(size);
    sizeBytes = size;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
