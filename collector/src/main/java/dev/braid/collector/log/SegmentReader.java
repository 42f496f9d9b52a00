/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.log;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads one segment file of a log that nothing else has open. Used by one thread. */
public final class SegmentReader implements AutoCloseable {
  private final Folder folder;
  private final Segment segment;
  private final SegmentCursor cursor;

  /**
   * Opens {@code file}.
   *
   * @throws IOException if it cannot be read, is no segment, or its log is open elsewhere
   */
  public SegmentReader(Path file, LogLosses losses) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    Path name = file.getFileName();
    if (parent == null || name == null) {
      throw new IOException(file + " is no file");
    }
    folder = new DiskFolder(parent);
    try {
      segment = Segment.open(folder, name.toString());
    } catch (IOException e) {
      folder.close();
      throw e;
    }
    cursor = new SegmentCursor(segment, losses);
  }

  /** The next record, released or not; null at the end. */
  public @Nullable StoredEntry next() throws IOException {
    return cursor.next();
  }

  /** Bytes behind the last record that could be read: of a damaged end. */
  public long unreadBytes() {
    return segment.sizeBytes() - cursor.offset();
  }

  @Override
  public void close() throws IOException {
    segment.close();
    folder.close();
  }
}
