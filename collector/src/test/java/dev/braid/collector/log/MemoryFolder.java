/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** A folder in memory that knows what was forced, loses the rest on demand, and can be full. */
final class MemoryFolder implements Folder {
  private final Map<String, Content> files = new TreeMap<>();
  private long capacityBytes = Long.MAX_VALUE;
  private boolean failsForce;

  /** Appends beyond that many bytes in all fail in the middle, as on a full disk. */
  synchronized void limit(long bytes) {
    capacityBytes = bytes;
  }

  synchronized void failForces(boolean fails) {
    failsForce = fails;
  }

  synchronized byte[] content(String name) {
    return Objects.requireNonNull(files.get(name)).copy();
  }

  synchronized void damage(String name, int offset) {
    Objects.requireNonNull(files.get(name)).bytes[offset] ^= 0x55;
  }

  synchronized void put(String name, byte[] bytes) {
    Content content = new Content();
    content.bytes = bytes.clone();
    content.length = bytes.length;
    files.put(name, content);
  }

  /** What is left after the power went: everything forced, and any part of the rest. */
  synchronized MemoryFolder afterPowerLoss(Random random) {
    MemoryFolder left = new MemoryFolder();
    files.forEach(
        (name, content) -> {
          int unforced = content.length - content.forced;
          int kept = content.forced + (unforced == 0 ? 0 : random.nextInt(unforced + 1));
          byte[] bytes = Arrays.copyOf(content.copy(), kept);
          if (kept > content.forced && random.nextBoolean()) {
            bytes[content.forced + random.nextInt(kept - content.forced)] = 0;
          }
          left.put(name, bytes);
        });
    return left;
  }

  private long used() {
    return files.values().stream().mapToLong(content -> content.length).sum();
  }

  @Override
  public synchronized List<String> list() {
    return List.copyOf(files.keySet());
  }

  @Override
  public synchronized File create(String name) throws IOException {
    if (files.putIfAbsent(name, new Content()) != null) {
      throw new IOException(name + " exists");
    }
    return open(name);
  }

  @Override
  public synchronized File open(String name) {
    return new MemoryFile(Objects.requireNonNull(files.get(name)));
  }

  @Override
  public synchronized void delete(String name) {
    files.remove(name);
  }

  @Override
  public synchronized void setAside(String name) {
    files.put(name + ".damaged", Objects.requireNonNull(files.remove(name)));
  }

  @Override
  public synchronized Optional<byte[]> read(String name) {
    return Optional.ofNullable(files.get(name)).map(Content::copy);
  }

  @Override
  public synchronized void replace(String name, byte[] content) {
    put(name, content);
    Content placed = Objects.requireNonNull(files.get(name));
    placed.forced = placed.length;
  }

  @Override
  public void close() {}

  private static final class Content {
    private byte[] bytes = new byte[64];
    private int length;
    private int forced;

    private byte[] copy() {
      return Arrays.copyOf(bytes, length);
    }
  }

  private final class MemoryFile implements File {
    private final Content content;

    private MemoryFile(Content content) {
      this.content = content;
    }

    @Override
    public long size() {
      synchronized (MemoryFolder.this) {
        return content.length;
      }
    }

    @Override
    public void append(ByteBuffer[] parts) throws IOException {
      synchronized (MemoryFolder.this) {
        for (ByteBuffer part : parts) {
          int count = (int) Math.min(part.remaining(), capacityBytes - used());
          if (content.length + count > content.bytes.length) {
            content.bytes = Arrays.copyOf(content.bytes, 2 * (content.length + count));
          }
          boolean isShort = count < part.remaining();
          part.get(content.bytes, content.length, count);
          content.length += count;
          if (isShort) {
            throw new IOException("No space left on device");
          }
        }
      }
    }

    @Override
    public boolean read(ByteBuffer target, long offset) {
      synchronized (MemoryFolder.this) {
        int count = (int) Math.max(0, Math.min(target.remaining(), content.length - offset));
        target.put(content.bytes, (int) Math.min(offset, content.length), count);
        return !target.hasRemaining();
      }
    }

    @Override
    public void force() throws IOException {
      synchronized (MemoryFolder.this) {
        if (failsForce) {
          throw new IOException("Input/output error");
        }
        content.forced = content.length;
      }
    }

    @Override
    public void truncate(long size) {
      synchronized (MemoryFolder.this) {
        content.length = (int) size;
        content.forced = Math.min(content.forced, content.length);
      }
    }

    @Override
    public void close() {}
  }
}
