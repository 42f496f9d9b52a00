/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.ring;

import dev.braid.agent.trace.InstrumentationScope;
import dev.braid.otlp.ProtoWriter;
import dev.braid.otlp.Signal;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * Handing an encoded span of 360 bytes over to the ring, while the drain thread empties it, batches
 * and throws away. Producers in a closed loop are faster than any drain thread, so most items are
 * dropped; {@code created} and {@code dropped} say how many.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class HandOverBenchmark {
  private static final InstrumentationScope SCOPE = new InstrumentationScope("benchmark", "1");

  private final byte[] span = new byte[360];
  private Recording recording = Discarded.start();
  private ItemRing ring = recording.ring();

  @Setup
  public void start() {
    recording.close(1_000);
    recording = Discarded.start();
    ring = recording.ring();
  }

  @TearDown
  public void stop() {
    recording.close(1_000);
  }

  @Benchmark
  @Threads(1)
  public void oneProducer(Drops drops) {
    handOver();
  }

  @Benchmark
  @Threads(8)
  public void eightProducers(Drops drops) {
    handOver();
  }

  private void handOver() {
    Stripe stripe = ring.claim();
    try {
      ProtoWriter writer = stripe.writer();
      writer.writeRaw(span, 0, span.length);
      ring.publish(stripe, Signal.TRACES, SCOPE, writer);
    } finally {
      stripe.release();
    }
  }

  /** What became of the items, told by the first thread for all; sums over all iterations. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Drops {
    public long created;
    public long dropped;
    private long createdBefore;
    private long droppedBefore;

    @Setup(Level.Iteration)
    public void before(HandOverBenchmark benchmark) {
      createdBefore = benchmark.recording.counters().created(Signal.TRACES);
      droppedBefore = benchmark.recording.counters().dropped(Signal.TRACES);
    }

    @TearDown(Level.Iteration)
    public void after(HandOverBenchmark benchmark, ThreadParams thread) {
      if (thread.getThreadIndex() == 0) {
        Counters counters = benchmark.recording.counters();
        created = counters.created(Signal.TRACES) - createdBefore;
        dropped = counters.dropped(Signal.TRACES) - droppedBefore;
      }
    }
  }
}
