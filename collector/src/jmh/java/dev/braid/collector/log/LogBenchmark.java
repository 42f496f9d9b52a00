/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Appends of one sender that has some requests open at once, and releases what is answered. Shows
 * the log alone: no door, no pipeline, no reader. On {@code java.io.tmpdir}, which has to be a
 * disk.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 5)
@Fork(1)
public class LogBenchmark {
  @Param({"group", "off"})
  private String fsync = "group";

  /** 65536 is what 128 spans of common size weigh. */
  @Param({"4096", "65536"})
  private int bytes;

  @Param({"1", "64"})
  private int open;

  private final Deque<CompletableFuture<Long>> answers = new ArrayDeque<>();
  private Path folder = Path.of("");
  private SegmentedLog log;
  private Entry entry = new Entry((byte) 1, List.of());

  @Setup
  public void openLog() throws IOException {
    byte[] body = new byte[bytes];
    new Random(1).nextBytes(body);
    entry = new Entry((byte) 1, List.of(ByteBuffer.wrap(body)));
    folder = Files.createTempDirectory("log");
    LogSettings settings =
        new LogSettings(
            1L << 30, fsync.equals("off") ? Fsync.OFF : Fsync.GROUP, LogSettings.OnFull.REFUSE);
    log =
        SegmentedLog.open(
            folder,
            settings,
            new LogLosses() {
              @Override
              public void damaged(long records, String where) {}

              @Override
              public void dropped(StoredEntry dropped) {}
            });
  }

  @Benchmark
  public long append() {
    answers.addLast(log.append(entry));
    if (answers.size() < open) {
      return 0;
    }
    long number = answers.removeFirst().join();
    log.release(number);
    return number;
  }

  @TearDown
  public void closeLog() throws IOException {
    answers.forEach(CompletableFuture::join);
    answers.clear();
    log.close();
    for (Path file :
        Arrays.stream(folder.toFile().listFiles()).map(java.io.File::toPath).toList()) {
      Files.delete(file);
    }
    Files.delete(folder);
  }
}
