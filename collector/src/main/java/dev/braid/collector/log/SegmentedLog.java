/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A log of checksummed records in one folder, with one reader. An append is answered when the
 * record is safe; a record that is released is never read again; a segment whose records are all
 * released is deleted. Thread-safe.
 *
 * <p>What a crash costs: nothing that was answered. Records that were released within the last
 * second may be read again.
 */
public final class SegmentedLog implements AutoCloseable {
  private static final String RELEASED = "released";
  private static final String NOTES = "notes";
  private static final long NOT_CLEAN = -1;

  private final Folder folder;
  private final LogSettings settings;
  private final LogLosses losses;
  private final Segments segments;
  private final CommitLoop loop;
  private final LogReader reader;
  private final Released released; // Guarded by itself.
  private final Object commits = new Object();
  private volatile long committedEnd;
  private final AtomicBoolean isEnded = new AtomicBoolean();
  private volatile boolean isClosed;
  private volatile @Nullable Supplier<byte[]> notes;
  private boolean hasReleasedMore; // Guarded by released.

  /**
   * Opens the log in {@code directory}, which is made if it is missing.
   *
   * @throws IOException if the directory cannot be used, or another process uses it
   */
  public static SegmentedLog open(Path directory, LogSettings settings, LogLosses losses)
      throws IOException {
    Folder folder = new DiskFolder(directory);
    try {
      return open(String.valueOf(directory.getFileName()), folder, settings, losses);
    } catch (IOException | RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  static SegmentedLog open(String name, Folder folder, LogSettings settings, LogLosses losses)
      throws IOException {
    Optional<byte[]> bytes = folder.read(RELEASED);
    Released.Saved saved = bytes.map(Released::decode).orElse(null);
    if (saved == null) {
      if (bytes.isPresent()) {
        losses.damaged(0, RELEASED + ": all records that are left will be read again");
      }
      saved = new Released.Saved(new Released(0), NOT_CLEAN);
    }
    Segments segments = Segments.open(folder, settings, saved.released().low(), saved.cleanEnd());
    SegmentedLog log = new SegmentedLog(name, folder, settings, losses, segments, saved.released());
    log.save(NOT_CLEAN);
    log.loop.start();
    return log;
  }

  private SegmentedLog(
      String name,
      Folder folder,
      LogSettings settings,
      LogLosses losses,
      Segments segments,
      Released released) {
    this.folder = folder;
    this.settings = settings;
    this.losses = losses;
    this.segments = segments;
    this.released = released;
    this.committedEnd = segments.next();
    this.loop = new CommitLoop(name, segments, settings.fsync(), new CommitOwner());
    Segment first = segments.at(0);
    long oldest = first == null ? segments.next() : first.first();
    // A saved low watermark may be older than the deletions that followed it.
    if (released.low() == 0) {
      released.addRange(0, oldest);
    }
    this.reader = new LogReader(this, segments, losses, released.low());
  }

  /**
   * Appends {@code entry}. Completes on the commit thread with its number when it is safe;
   * exceptionally with an {@link IOException} if it could not be kept, of which nothing is left
   * then.
   */
  public CompletableFuture<Long> append(Entry entry) {
    return loop.append(entry);
  }

  /** The log's only reader, at the first record that is not released. */
  public LogReader reader() {
    return reader;
  }

  /** Says that the record will not be needed again. */
  public void release(long number) {
    releaseRange(number, number + 1);
  }

  void releaseRange(long from, long to) {
    synchronized (released) {
      released.addRange(from, to);
      hasReleasedMore = true;
    }
  }

  boolean isReleased(long number) {
    synchronized (released) {
      return released.contains(number);
    }
  }

  long countUnreleased(long from, long to) {
    synchronized (released) {
      return released.countMissing(from, to);
    }
  }

  /** The number behind the last record that is safe. */
  public long committedEnd() {
    return committedEnd;
  }

  /** Records that are safe and not released. */
  public long heldRecords() {
    return countUnreleased(0, committedEnd);
  }

  /** Bytes of all files. */
  public long sizeBytes() {
    return segments.totalBytes();
  }

  boolean isClosed() {
    return isClosed;
  }

  void awaitCommitBeyond(long position) throws InterruptedException {
    synchronized (commits) {
      while (committedEnd <= position && !isClosed) {
        commits.wait();
      }
    }
  }

  /** Ends {@link LogReader#take}; appends go on until {@link #close}. */
  public void stopReading() {
    isClosed = true;
    synchronized (commits) {
      commits.notifyAll();
    }
  }

  /** Commits what waits and notes that nothing is unfinished. Closing twice does nothing. */
  @Override
  public void close() throws IOException {
    stopReading();
    if (isEnded.getAndSet(true)) {
      return;
    }
    try {
      loop.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    save(segments.next());
    segments.close();
    folder.close();
  }

  /**
   * What {@link #keepNotes} has kept in an earlier run; empty if there is nothing, or it is
   * damaged.
   */
  public Optional<byte[]> notes() throws IOException {
    byte[] saved = folder.read(NOTES).orElse(new byte[0]);
    int end = saved.length - Integer.BYTES;
    boolean isSound =
        end >= 0 && ByteBuffer.wrap(saved).getInt(end) == RecordFormat.checksum(saved, 0, end);
    return isSound ? Optional.of(Arrays.copyOf(saved, end)) : Optional.empty();
  }

  /**
   * Keeps what {@code current} gives beside the log. It is saved before records that are released
   * can vanish: what was known when a record was released is in the notes or the record is there.
   */
  public void keepNotes(Supplier<byte[]> current) {
    notes = current;
  }

  private void save(long cleanEnd) throws IOException {
    Supplier<byte[]> kept = notes;
    byte[] bytes;
    synchronized (released) {
      bytes = released.encode(cleanEnd);
      hasReleasedMore = false;
    }
    if (kept != null) {
      byte[] content = kept.get();
      int checksum = RecordFormat.checksum(content, 0, content.length);
      folder.replace(
          NOTES,
          ByteBuffer.allocate(content.length + Integer.BYTES)
              .put(content)
              .putInt(checksum)
              .array());
    }
    folder.replace(RELEASED, bytes);
  }

  private void deleteReleased() throws IOException {
    for (Segment segment : segments.ended()) {
      if (countUnreleased(segment.first(), segments.end(segment)) == 0) {
        segments.delete(segment);
      }
    }
  }

  /** What happens on the commit thread. */
  private final class CommitOwner implements CommitLoop.Owner {
    @Override
    public void committed(long end) {
      committedEnd = end;
      synchronized (commits) {
        commits.notifyAll();
      }
    }

    @Override
    public void maintain() throws IOException {
      boolean hasNews;
      synchronized (released) {
        hasNews = hasReleasedMore;
      }
      if (hasNews) {
        save(NOT_CLEAN);
        deleteReleased();
      }
    }

    @Override
    public boolean makeRoom(long bytes) throws IOException {
      if (countUnreleased(segments.activeFirst(), segments.next()) == 0) {
        segments.roll();
      }
      maintain();
      deleteReleased();
      if (settings.onFull() == LogSettings.OnFull.DROP_OLDEST) {
        for (Segment oldest : segments.ended()) {
          if (segments.hasRoom(bytes)) {
            break;
          }
          drop(oldest);
        }
      }
      return segments.hasRoom(bytes);
    }

    private void drop(Segment oldest) throws IOException {
      long unread = reader.position();
      SegmentCursor cursor = new SegmentCursor(oldest, losses);
      for (StoredEntry entry = cursor.next(); entry != null; entry = cursor.next()) {
        // What was read is on its way and answers for itself.
        if (entry.number() >= unread && !isReleased(entry.number())) {
          losses.dropped(entry);
        }
      }
      releaseRange(oldest.first(), segments.end(oldest));
      segments.delete(oldest);
    }
  }
}
