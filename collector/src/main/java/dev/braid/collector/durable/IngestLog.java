/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.durable;

import dev.braid.collector.component.Intake;
import dev.braid.collector.log.SegmentedLog;
import dev.braid.collector.log.StoredEntry;
import dev.braid.collector.pipeline.RefusingRing;
import dev.braid.collector.telemetry.Telemetry;
import dev.braid.otlp.Batch;
import dev.braid.otlp.Signal;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log at the doors, and the replay of what a former run has not finished. Intakes are made
 * before {@link #replay}; after that the log is thread-safe.
 */
public final class IngestLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IngestLog.class);
  private static final String FOLDER = "ingest";
  private static final long POLL_NANOS = 1_000_000;

  private record Door(String receiver, Signal signal) {}

  private final SegmentedLog log;
  private final Telemetry telemetry;
  private final ResendWindow window = new ResendWindow();
  private final Map<Door, DurableIntake> intakes = new HashMap<>();
  private final CountDownLatch replayed = new CountDownLatch(1);
  private final long replayEnd;
  private final Thread replay = new Thread(this::runReplay, "braid-replay");
  private volatile boolean isStopping;

  private IngestLog(SegmentedLog log, Telemetry telemetry) throws IOException {
    this.log = log;
    this.telemetry = telemetry;
    this.replayEnd = log.committedEnd();
    log.notes().ifPresent(window::restore);
    log.keepNotes(window::encode);
    replay.setDaemon(true);
  }

  /**
   * Opens the log in its folder of the durable directory.
   *
   * @throws IOException if the directory cannot be used, or another collector uses it
   */
  public static IngestLog open(DurableSettings settings, Telemetry telemetry) throws IOException {
    return new IngestLog(
        SegmentedLog.open(
            settings.directory().resolve(FOLDER),
            settings.log(),
            new CountedLosses(FOLDER, telemetry, dropped -> {})),
        telemetry);
  }

  /** The way from {@code receiver} into {@code ring}. */
  public Intake before(String receiver, Signal signal, RefusingRing ring) {
    DurableIntake intake =
        new DurableIntake(
            receiver,
            ring,
            log,
            window,
            telemetry.items("receiver_resent", signal, "receiver", receiver));
    intakes.put(new Door(receiver, signal), intake);
    return intake;
  }

  /** Batches that are kept and not finished. */
  public long heldRecords() {
    return log.heldRecords();
  }

  /**
   * Starts to hand what a former run has left to the pipelines, as they have room. Returns when
   * that is done, at the latest after {@code grace}: it then goes on beside the open doors.
   */
  public void replay(Duration grace) throws InterruptedException {
    replay.start();
    if (!replayed.await(grace.toNanos(), TimeUnit.NANOSECONDS)) {
      LOG.info("doors open while {} records of the last run are still read", log.heldRecords());
    }
  }

  private void runReplay() {
    long count = 0;
    try {
      while (!isStopping && log.reader().position() < replayEnd) {
        StoredEntry entry = log.reader().poll();
        if (entry == null || entry.number() >= replayEnd) {
          break;
        }
        replay(entry);
        count++;
      }
    } catch (IOException | RuntimeException e) {
      LOG.error("the ingest log cannot be read on; what is left is kept for the next start", e);
    } finally {
      LOG.info("{} batches of the last run were read again", count);
      replayed.countDown();
    }
  }

  private void replay(StoredEntry entry) {
    BatchRecord kept = BatchRecord.of(entry);
    Batch batch = kept.batch();
    DurableIntake intake = intakes.get(new Door(kept.origin(), batch.signal()));
    if (intake == null) {
      LOG.error(
          "{} of receiver {} waits in the ingest log, but no pipeline takes it: configure it again",
          batch,
          kept.origin());
      return;
    }
    ResendWindow.Key key = ResendWindow.Key.of(batch.metadata());
    if (key != null) {
      window.take(key);
    }
    while (!intake.reserve(batch)) {
      if (isStopping) {
        return;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    telemetry
        .items("receiver_replayed", batch.signal(), "receiver", kept.origin())
        .inc(batch.itemCount());
    intake.publish(batch, entry.number());
  }

  /** Ends the replay; called after the doors are closed. */
  public void stopReplay() throws InterruptedException {
    isStopping = true;
    if (replay.isAlive()) {
      replayed.await(1, TimeUnit.SECONDS);
    }
  }

  /** Notes what is finished; called after everything that was on its way is settled. */
  @Override
  public void close() throws IOException {
    log.close();
  }
}
