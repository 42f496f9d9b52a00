/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.durable;

import dev.braid.collector.component.Admission;
import dev.braid.collector.component.Intake;
import dev.braid.collector.log.SegmentedLog;
import dev.braid.collector.pipeline.RefusingRing;
import dev.braid.otlp.Acknowledgement;
import dev.braid.otlp.Batch;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The way into a ring by way of the ingest log: room is taken first, so that nothing is written for
 * a pipeline that is full; the sender hears of it when the record is safe.
 */
final class DurableIntake implements Intake {
  private static final CompletableFuture<Admission> FULL =
      Admission.refused("the pipeline is full, try again", Duration.ofSeconds(1));

  /** A disk gets room as back ends take what is on it. */
  private static final Duration DISK_RETRY = Duration.ofSeconds(5);

  private final String receiver;
  private final RefusingRing ring;
  private final SegmentedLog log;
  private final ResendWindow window;
  private final CounterDataPoint resent;

  DurableIntake(
      String receiver,
      RefusingRing ring,
      SegmentedLog log,
      ResendWindow window,
      CounterDataPoint resent) {
    this.receiver = receiver;
    this.ring = ring;
    this.log = log;
    this.window = window;
    this.resent = resent;
  }

  @Override
  public CompletableFuture<Admission> offer(Batch batch) {
    ResendWindow.Key key = ResendWindow.Key.of(batch.metadata());
    if (key == null) {
      return keep(batch, null);
    }
    CompletableFuture<Admission> answer = new CompletableFuture<>();
    synchronized (window) {
      CompletableFuture<Admission> known = window.find(key);
      if (known != null) {
        resent.inc(batch.itemCount());
        return known;
      }
      window.begin(key, answer);
    }
    keep(batch, key).thenAccept(answer::complete);
    return answer;
  }

  private CompletableFuture<Admission> keep(Batch batch, ResendWindow.@Nullable Key key) {
    if (!ring.reserve(batch)) {
      forget(key);
      return FULL;
    }
    return log.append(new BatchRecord(receiver, batch).toEntry())
        .handle(
            (number, error) -> {
              if (error != null) {
                ring.cancel(batch);
                forget(key);
                return new Admission.Refused("cannot be kept: " + error.getMessage(), DISK_RETRY);
              }
              if (key != null) {
                window.take(key);
              }
              publish(batch, number);
              return new Admission.Admitted();
            });
  }

  private void forget(ResendWindow.@Nullable Key key) {
    if (key != null) {
      window.forget(key);
    }
  }

  /**
   * After {@code ring.reserve}: hands the batch to the ring, and releases it when it is settled.
   */
  void publish(Batch batch, long number) {
    ring.publish(batch.withAcknowledgement(releasing(log, number)));
  }

  boolean reserve(Batch batch) {
    return ring.reserve(batch);
  }

  /**
   * Releases the record unless a later run of the collector can do better. A batch that was dropped
   * or rejected is not read again: it would be again.
   */
  static Acknowledgement releasing(SegmentedLog log, long number) {
    return Acknowledgement.root(
        failure -> {
          if (failure == null || !failure.isRetryable()) {
            log.release(number);
          }
        });
  }
}
