/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.durable;

import dev.braid.collector.component.Admission;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Which numbered batches were taken, so that a resend counts once: for each sender the highest
 * number and which of the 64 below it. An older number counts as new, since taking a batch twice is
 * better than losing it. Thread-safe.
 */
final class ResendWindow {
  /** Senders that are remembered; beyond, the one that was silent longest is forgotten. */
  static final int MAX_INSTANCES = 4096;

  /** Longest name that is remembered: a UUID has 36 characters. */
  private static final int MAX_INSTANCE_CHARS = 64;

  private static final int WIDTH = Long.SIZE;

  /** One numbered batch. */
  record Key(String instance, long sequence) {
    /** The request headers that name it. */
    static final String INSTANCE = "braid-instance";

    static final String SEQUENCE = "braid-batch";

    /** The key that a request's metadata names; null if it names none. */
    static @Nullable Key of(Map<String, String> metadata) {
      String instance = metadata.get(INSTANCE);
      String sequence = metadata.get(SEQUENCE);
      if (instance == null || sequence == null || instance.length() > MAX_INSTANCE_CHARS) {
        return null;
      }
      try {
        long number = Long.parseLong(sequence);
        return number < 0 ? null : new Key(instance, number);
      } catch (NumberFormatException e) {
        return null;
      }
    }
  }

  private record Seen(long highest, long below) {}

  private final Map<String, Seen> seen = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<Key, CompletableFuture<Admission>> pending = new HashMap<>();

  /** The answer to the batch that is being kept; null if it is new, or was refused before. */
  synchronized @Nullable CompletableFuture<Admission> find(Key key) {
    return isTaken(key) ? Admission.ADMITTED : pending.get(key);
  }

  synchronized void begin(Key key, CompletableFuture<Admission> answer) {
    pending.put(key, answer);
  }

  /** The batch was refused: the next try is a first one. */
  synchronized void forget(Key key) {
    pending.remove(key);
  }

  /** The batch was taken. */
  synchronized void take(Key key) {
    pending.remove(key);
    Seen old = seen.get(key.instance);
    if (old == null) {
      seen.put(key.instance, new Seen(key.sequence, 1));
      if (seen.size() > MAX_INSTANCES) {
        seen.remove(seen.keySet().iterator().next());
      }
      return;
    }
    long ahead = key.sequence - old.highest;
    if (ahead > 0) {
      long shifted = ahead >= WIDTH ? 0 : old.below << ahead;
      seen.put(key.instance, new Seen(key.sequence, shifted | 1));
    } else if (-ahead < WIDTH) {
      seen.put(key.instance, new Seen(old.highest, old.below | 1L << -ahead));
    }
  }

  private boolean isTaken(Key key) {
    Seen known = seen.get(key.instance);
    if (known == null) {
      return false;
    }
    long behind = known.highest - key.sequence;
    return behind >= 0 && behind < WIDTH && (known.below >>> behind & 1) != 0;
  }

  synchronized byte[] encode() {
    int bytes = Integer.BYTES;
    for (String instance : seen.keySet()) {
      bytes += Integer.BYTES + 2 * Long.BYTES + instance.getBytes(StandardCharsets.UTF_8).length;
    }
    ByteBuffer target = ByteBuffer.allocate(bytes).putInt(seen.size());
    seen.forEach(
        (instance, known) -> {
          byte[] name = instance.getBytes(StandardCharsets.UTF_8);
          target.putInt(name.length).put(name).putLong(known.highest).putLong(known.below);
        });
    return target.array();
  }

  synchronized void restore(byte[] encoded) {
    ByteBuffer source = ByteBuffer.wrap(encoded);
    for (int left = source.getInt(); left > 0; left--) {
      byte[] name = new byte[source.getInt()];
      source.get(name);
      seen.put(
          new String(name, StandardCharsets.UTF_8), new Seen(source.getLong(), source.getLong()));
    }
  }
}
