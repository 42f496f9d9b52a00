/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SegmentedLogTest {
  private static final Fsync AT_ONCE = new Fsync(true, java.time.Duration.ZERO);
  private static final LogSettings LARGE =
      new LogSettings(1 << 20, AT_ONCE, LogSettings.OnFull.REFUSE);

  private final List<SegmentedLog> open = new ArrayList<>();
  private final AtomicLong damaged = new AtomicLong();
  private final List<String> dropped = new CopyOnWriteArrayList<>();
  private final LogLosses losses =
      new LogLosses() {
        @Override
        public void damaged(long records, String where) {
          damaged.addAndGet(records);
        }

        @Override
        public void dropped(StoredEntry entry) {
          dropped.add(text(entry));
        }
      };

  @AfterEach
  void closeAll() throws IOException {
    for (SegmentedLog log : open) {
      log.close();
    }
  }

  @Test
  void appended_isReadInOrder_andOnce() throws IOException {
    SegmentedLog log = open(new MemoryFolder(), LARGE);

    append(log, "a", "", "c");

    assertThat(readAll(log)).containsExactly("a", "", "c");
    assertThat(readAll(log)).isEmpty();
    assertThat(log.heldRecords()).isEqualTo(3);
  }

  @Test
  void reopened_goesOnAtTheFirstRecordThatIsNotReleased() throws IOException {
    MemoryFolder folder = new MemoryFolder();
    SegmentedLog log = open(folder, LARGE);
    append(log, "a", "b", "c", "d");
    log.release(0);
    log.release(2);
    log.close();

    SegmentedLog again = open(folder, LARGE);

    assertThat(readAll(again)).containsExactly("b", "d");
    assertThat(append(again, "e")).containsExactly(4L);
    assertThat(readAll(again)).containsExactly("e");
    assertThat(damaged).hasValue(0);
  }

  @Test
  void releasedSegments_areDeleted_soThatAFullLogHasRoomAgain() throws IOException {
    MemoryFolder folder = new MemoryFolder();
    SegmentedLog log = open(folder, new LogSettings(40_000, AT_ONCE, LogSettings.OnFull.REFUSE));
    List<Long> numbers = fill(log);

    assertThatThrownBy(() -> append(log, "x".repeat(4000))).hasMessageContaining("the log is full");
    numbers.subList(0, 5).forEach(log::release);

    append(log, "x".repeat(4000));
    assertThat(log.sizeBytes()).isLessThanOrEqualTo(40_000);
    assertThat(readAll(log)).hasSize(numbers.size() - 5 + 1);
  }

  @Test
  void fullLogThatDropsTheOldest_saysWhatItDropped_andNeverCountsWhatWasRead() throws IOException {
    SegmentedLog log =
        open(new MemoryFolder(), new LogSettings(40_000, AT_ONCE, LogSettings.OnFull.DROP_OLDEST));
    append(log, "read " + "x".repeat(4000));
    log.reader().poll();

    for (int i = 0; i < 30; i++) {
      append(log, i + " " + "x".repeat(4000));
    }

    List<String> left = readAll(log);
    assertThat(dropped).isNotEmpty().noneMatch(text -> text.startsWith("read"));
    assertThat(dropped.size() + left.size()).isEqualTo(30);
    assertThat(left.get(left.size() - 1)).startsWith("29 ");
  }

  @Test
  void fullDisk_refusesAndKeepsNothingOfTheEntry() throws IOException {
    MemoryFolder folder = new MemoryFolder();
    SegmentedLog log = open(folder, LARGE);
    append(log, "a");
    folder.limit(200);

    assertThatThrownBy(() -> append(log, "b".repeat(300))).hasMessageContaining("No space");
    folder.limit(Long.MAX_VALUE);

    assertThat(append(log, "c")).containsExactly(1L);
    assertThat(readAll(log)).containsExactly("a", "c");
    assertThat(damaged).hasValue(0);
  }

  @Test
  void failedForce_refusesTheGroup_andTheLogGoesOn() throws IOException {
    MemoryFolder folder = new MemoryFolder();
    SegmentedLog log = open(folder, LARGE);
    append(log, "a");
    folder.failForces(true);

    assertThatThrownBy(() -> append(log, "b")).hasMessageContaining("Input/output error");
    folder.failForces(false);
    append(log, "c");

    assertThat(readAll(log)).containsExactly("a", "c");
  }

  @Test
  void closedLog_refuses() throws IOException {
    SegmentedLog log = open(new MemoryFolder(), LARGE);
    log.close();

    assertThatThrownBy(() -> append(log, "a")).hasMessageContaining("closed");
  }

  @Test
  void damagedRecord_isCountedAndPassedOver() throws IOException {
    MemoryFolder folder = new MemoryFolder();
    SegmentedLog log = open(folder, LARGE);
    append(log, "aaa", "bbb", "ccc");
    log.close();
    int recordBytes = RecordFormat.RECORD_HEAD_BYTES + 3;
    folder.damage(segment(folder), RecordFormat.SEGMENT_HEAD_BYTES + 2 * recordBytes - 1);

    SegmentedLog again = open(folder, LARGE);

    assertThat(readAll(again)).containsExactly("aaa", "ccc");
    assertThat(damaged).hasValue(1);
  }

  @Test
  void damagedLength_losesTheRestOfTheSegment_andNoMore() throws IOException {
    MemoryFolder folder = new MemoryFolder();
    SegmentedLog log = open(folder, LARGE);
    append(log, "aaa", "bbb", "ccc");
    log.close();
    int recordBytes = RecordFormat.RECORD_HEAD_BYTES + 3;
    folder.damage(segment(folder), RecordFormat.SEGMENT_HEAD_BYTES + recordBytes + 1);

    SegmentedLog again = open(folder, LARGE);
    append(again, "ddd");

    assertThat(readAll(again)).containsExactly("aaa", "ddd");
    assertThat(damaged).hasValue(2);
    assertThat(again.heldRecords()).isEqualTo(2);
  }

  @Test
  void tornTail_isCutAtAnyByte_andCostsNothingElse() throws IOException {
    MemoryFolder folder = new MemoryFolder();
    SegmentedLog log = open(folder, LARGE);
    append(log, "aaa", "bbb");
    byte[] whole = folder.content(segment(folder));

    for (int length = 0; length < whole.length; length++) {
      MemoryFolder torn = new MemoryFolder();
      torn.put(segment(folder), java.util.Arrays.copyOf(whole, length));
      SegmentedLog again = open(torn, LARGE);
      append(again, "new");
      List<String> read = readAll(again);

      int records =
          Math.max(0, length - RecordFormat.SEGMENT_HEAD_BYTES)
              / (RecordFormat.RECORD_HEAD_BYTES + 3);
      assertThat(read).as("cut at %s", length).isEqualTo(expected(records));
    }
    assertThat(damaged).hasValue(0);
  }

  private static List<String> expected(int records) {
    List<String> texts = new ArrayList<>(List.of("aaa", "bbb").subList(0, records));
    texts.add("new");
    return texts;
  }

  @Test
  void anyNoiseInAFile_isNeverFatal_andNeverReadAsARecord() throws IOException {
    Random random = new Random(11);
    MemoryFolder source = new MemoryFolder();
    SegmentedLog log = open(source, LARGE);
    append(log, "aaa", "bbbbbbb", "", "cc");
    Set<String> written = Set.of("aaa", "bbbbbbb", "", "cc");
    String name = segment(source);

    for (int round = 0; round < 500; round++) {
      byte[] bytes = source.content(name);
      for (int i = random.nextInt(4); i >= 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      MemoryFolder noisy = new MemoryFolder();
      noisy.put(name, bytes);
      noisy.put("released", bytes);
      SegmentedLog again = SegmentedLog.open("noise", noisy, LARGE, losses);

      assertThat(written).as("round %s, seed 11", round).containsAll(readAll(again));
      append(again, "new");
      assertThat(readAll(again)).containsExactly("new");
      again.close();
    }
  }

  @Test
  void powerLossAtAnyMoment_keepsEverythingThatWasAnswered() throws IOException {
    Random random = new Random(5);
    for (int round = 0; round < 60; round++) {
      MemoryFolder folder = new MemoryFolder();
      SegmentedLog log =
          SegmentedLog.open(
              "power", folder, new LogSettings(1 << 20, Fsync.GROUP, LARGE.onFull()), losses);
      List<CompletableFuture<Long>> appends = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        appends.add(log.append(entry(i + "-" + "x".repeat(random.nextInt(200)))));
      }
      appends.get(random.nextInt(200)).join();
      Set<Integer> answered = new HashSet<>();
      for (int i = 0; i < appends.size(); i++) {
        if (appends.get(i).isDone()) {
          answered.add(i);
        }
      }
      MemoryFolder left = folder.afterPowerLoss(random);
      log.close();

      SegmentedLog again = SegmentedLog.open("power", left, LARGE, losses);
      Set<Integer> read = new HashSet<>();
      readAll(again).forEach(text -> read.add(Integer.parseInt(text.split("-")[0])));
      again.close();

      assertThat(read).as("round %s, seed 5", round).containsAll(answered);
    }
  }

  private SegmentedLog open(MemoryFolder folder, LogSettings settings) throws IOException {
    SegmentedLog log = SegmentedLog.open("test", folder, settings, losses);
    open.add(log);
    return log;
  }

  private static List<Long> fill(SegmentedLog log) {
    List<Long> numbers = new ArrayList<>();
    try {
      while (numbers.size() < 1000) {
        numbers.addAll(append(log, "x".repeat(4000)));
      }
    } catch (java.util.concurrent.CompletionException full) {
      assertThat(full).hasCauseInstanceOf(LogFullException.class);
    }
    return numbers;
  }

  private static List<Long> append(SegmentedLog log, String... texts) {
    List<CompletableFuture<Long>> appends = new ArrayList<>();
    for (String text : texts) {
      appends.add(log.append(entry(text)));
    }
    return appends.stream().map(CompletableFuture::join).toList();
  }

  private static Entry entry(String text) {
    return new Entry((byte) 1, List.of(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))));
  }

  private static List<String> readAll(SegmentedLog log) throws IOException {
    List<String> texts = new ArrayList<>();
    for (StoredEntry entry = log.reader().poll(); entry != null; entry = log.reader().poll()) {
      texts.add(text(entry));
    }
    return texts;
  }

  private static String text(StoredEntry entry) {
    return new String(entry.body(), StandardCharsets.UTF_8);
  }

  private static String segment(MemoryFolder folder) {
    return folder.list().stream().filter(Segment::isSegment).findFirst().orElseThrow();
  }
}
