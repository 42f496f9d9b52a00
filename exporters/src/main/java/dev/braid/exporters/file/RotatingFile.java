/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file that is renamed when it is full: {@code data.json} becomes {@code
 * data-2022-09-14T05-02-14.173.json}. Used under one lock, which is its caller's.
 */
final class RotatingFile implements AutoCloseable {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss.SSS");

  private final Path path;
  private final Rotation rotation;
  private final Clock clock;
  private FileChannel channel;
  private long size;

  /**
   * Opens the file; what it held is kept if {@code appends} or if it rotates.
   *
   * @throws IOException if it cannot be opened
   */
  RotatingFile(Path path, Rotation rotation, boolean appends, Clock clock) throws IOException {
    this.path = path.toAbsolutePath();
    this.rotation = rotation;
    this.clock = clock;
    this.channel = open(appends || rotation.maxBytes() > 0);
    this.size = channel.size();
  }

  private FileChannel open(boolean appends) throws IOException {
    return FileChannel.open(
        path,
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE,
        appends ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING);
  }

  /** Writes all of {@code record}, or takes back what was written of it. */
  void write(byte[] record) throws IOException {
    if (rotation.maxBytes() > 0 && size > 0 && size + record.length > rotation.maxBytes()) {
      rotate();
    }
    ByteBuffer rest = ByteBuffer.wrap(record);
    try {
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      size += record.length;
    } catch (IOException e) {
      channel.truncate(size);
      throw e;
    }
  }

  private void rotate() throws IOException {
    channel.close();
    Files.move(path, backup(clock.instant()));
    channel = open(true);
    size = 0;
    deleteOld();
  }

  private Path backup(Instant at) {
    ZoneId zone = rotation.isLocalTime() ? ZoneId.systemDefault() : ZoneOffset.UTC;
    Path wanted;
    Instant instant = at;
    do {
      wanted = path.resolveSibling(stem() + "-" + STAMP.format(instant.atZone(zone)) + ending());
      instant = instant.plusMillis(1);
    } while (Files.exists(wanted));
    return wanted;
  }

  private void deleteOld() throws IOException {
    List<Path> backups = new ArrayList<>();
    try (Stream<Path> siblings = Files.list(path.getParent())) {
      siblings.filter(this::isBackup).forEach(backups::add);
    }
    // Their names sort by time.
    backups.sort(Comparator.comparing(Path::toString).reversed());
    Instant oldest = clock.instant().minus(Duration.ofDays(rotation.maxDays()));
    for (int i = 0; i < backups.size(); i++) {
      boolean isTooMany = rotation.maxBackups() > 0 && i >= rotation.maxBackups();
      boolean isTooOld =
          rotation.maxDays() > 0
              && Files.getLastModifiedTime(backups.get(i)).toInstant().isBefore(oldest);
      if (isTooMany || isTooOld) {
        Files.deleteIfExists(backups.get(i));
      }
    }
  }

  private boolean isBackup(Path sibling) {
    String name = sibling.getFileName().toString();
    int length = stem().length() + 1 + "yyyy-MM-ddTHH-mm-ss.SSS".length() + ending().length();
    return name.length() == length
        && name.startsWith(stem() + "-")
        && name.endsWith(ending())
        && name.substring(stem().length() + 1).matches("\\d{4}-\\d\\d-\\d\\dT[-.0-9]{12}.*");
  }

  private String stem() {
    String name = path.getFileName().toString();
    return name.substring(0, name.length() - ending().length());
  }

  private String ending() {
    String name = path.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? "" : name.substring(dot);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
