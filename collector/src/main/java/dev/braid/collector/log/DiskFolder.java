/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder on disk, locked against a second process. */
final class DiskFolder implements Folder {
  private static final String LOCK = "lock";
  private static final String TEMPORARY = ".new";
  private static final String DAMAGED = ".damaged";

  private final Path path;
  private final FileChannel lockFile;

  /**
   * The folder at {@code path}, made if it is missing.
   *
   * @throws IOException if it cannot be made, or belongs to another process
   */
  DiskFolder(Path path) throws IOException {
    this.path = Files.createDirectories(path);
    this.lockFile =
        FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (lock() == null) {
      lockFile.close();
      throw new IOException(
          path + " is used by another collector; give each its own directory, or stop the other");
    }
  }

  private @Nullable FileLock lock() throws IOException {
    try {
      return lockFile.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  @Override
  public List<String> list() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Override
  public File create(String name) throws IOException {
    File file = open(name, StandardOpenOption.CREATE_NEW);
    forceNames();
    return file;
  }

  @Override
  public File open(String name) throws IOException {
    return open(name, StandardOpenOption.WRITE);
  }

  private File open(String name, StandardOpenOption option) throws IOException {
    return new DiskFile(
        FileChannel.open(
            path.resolve(name), option, StandardOpenOption.READ, StandardOpenOption.WRITE));
  }

  @Override
  public void delete(String name) throws IOException {
    Files.deleteIfExists(path.resolve(name));
  }

  @Override
  public void setAside(String name) throws IOException {
    Files.move(
        path.resolve(name), path.resolve(name + DAMAGED), StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public Optional<byte[]> read(String name) throws IOException {
    Path file = path.resolve(name);
    return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
  }

  @Override
  public void replace(String name, byte[] content) throws IOException {
    Path next = path.resolve(name + TEMPORARY);
    try (FileChannel channel =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      writeAll(channel, new ByteBuffer[] {ByteBuffer.wrap(content)});
      channel.force(true);
    }
    Files.move(
        next,
        path.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    forceNames();
  }

  /** A name is part of its folder: without this a power loss can take a forced file away. */
  private void forceNames() throws IOException {
    try (FileChannel folder = FileChannel.open(path, StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }

  private static void writeAll(FileChannel channel, ByteBuffer[] parts) throws IOException {
    long left = 0;
    for (ByteBuffer part : parts) {
      left += part.remaining();
    }
    while (left > 0) {
      left -= channel.write(parts);
    }
  }

  private record DiskFile(FileChannel channel) implements File {
    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public void append(ByteBuffer[] parts) throws IOException {
      channel.position(channel.size());
      writeAll(channel, parts);
    }

    @Override
    public boolean read(ByteBuffer target, long offset) throws IOException {
      long at = offset;
      while (target.hasRemaining()) {
        int count = channel.read(target, at);
        if (count < 0) {
          return false;
        }
        at += count;
      }
      return true;
    }

    @Override
    public void force() throws IOException {
      channel.force(false);
    }

    @Override
    public void truncate(long size) throws IOException {
      channel.truncate(size);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
