/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.durable;

import dev.braid.collector.log.Fsync;
import dev.braid.collector.log.LogSettings;
import dev.braid.config.Amounts;
import dev.braid.config.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code service.durable}: keep what is acknowledged on disk until every sink has it.
 *
 * @param directory of the ingest log and the disk queues; belongs to one collector
 * @param maxBytes most bytes of the ingest log, and of each disk queue
 * @param deadLetterBytes most bytes that are kept of what an exporter has rejected; 0 for none
 */
public record DurableSettings(Path directory, Fsync fsync, long maxBytes, long deadLetterBytes) {
  /** Enough to see what a back end did not like for a good while. */
  private static final long DEFAULT_DEAD_LETTER_BYTES = 256L << 20;

  /** Minutes of a busy collector: the disk queues hold the hours of a dead back end. */
  private static final long DEFAULT_MAX_BYTES = 1L << 30;

  /** Room for the largest request that doors take by default, several times. */
  private static final long MIN_MAX_BYTES = 1 << 20;

  /** The settings in {@code service}; empty if it has no {@code durable}. */
  public static Optional<DurableSettings> read(Section service) {
    if (!service.has("durable")) {
      return Optional.empty();
    }
    Section durable = service.section("durable");
    return Optional.of(
        new DurableSettings(
            Path.of(durable.requiredString("directory")),
            readFsync(durable),
            readMaxBytes(durable, DEFAULT_MAX_BYTES),
            durable.bytes("dead_letter_max_size", DEFAULT_DEAD_LETTER_BYTES)));
  }

  /** {@code max_size}, which has a lower limit. */
  public static long readMaxBytes(Section section, long fallback) {
    long bytes = section.bytes("max_size", fallback);
    if (bytes < MIN_MAX_BYTES) {
      section.fault("max_size", "found " + bytes + " bytes, allowed at least " + MIN_MAX_BYTES);
    }
    return bytes;
  }

  private static Fsync readFsync(Section section) {
    String text = section.string("fsync", "group");
    if (text.equals("off")) {
      return Fsync.OFF;
    }
    if (text.equals("group")) {
      return Fsync.GROUP;
    }
    boolean hasInterval = text.startsWith("group(") && text.endsWith(")");
    Duration interval = hasInterval ? Amounts.duration(text.substring(6, text.length() - 1)) : null;
    if (interval == null) {
      section.fault("fsync", "found '" + text + "', allowed group, group(5ms) and its like, off");
      return Fsync.GROUP;
    }
    return new Fsync(true, interval);
  }

  LogSettings log() {
    return new LogSettings(maxBytes, fsync, LogSettings.OnFull.REFUSE);
  }
}
