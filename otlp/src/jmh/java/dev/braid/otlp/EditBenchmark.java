/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

import dev.braid.otlp.edit.AnyValue;
import dev.braid.otlp.edit.EditCursor;
import dev.braid.otlp.edit.Editor;
import dev.braid.otlp.edit.Key;
import dev.braid.otlp.edit.Level;
import dev.braid.otlp.edit.Rewrite;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Edits of one kind over a request of 512 spans of five attributes; the score is spans. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(512)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EditBenchmark {
  private static final Key METHOD = Key.of("http.request.method");
  private static final Key AGENT = Key.of("user_agent.original");
  private static final Key ENVIRONMENT = Key.of("deployment.environment.name");
  private static final AnyValue PRODUCTION = AnyValue.of("production");

  private Batch batch = Batch.of(Signal.TRACES, new byte[0]);
  private final Rewrite looks =
      new Rewrite(List.of((OnSpan) at -> at.item().attributes(Fields.Span.ATTRIBUTES).has(METHOD)));
  private final Rewrite upserts =
      new Rewrite(
          List.of(
              (OnSpan)
                  at -> {
                    at.item().attributes(Fields.Span.ATTRIBUTES).put(ENVIRONMENT, PRODUCTION);
                    return true;
                  }));
  private final Rewrite deletes =
      new Rewrite(
          List.of((OnSpan) at -> at.item().attributes(Fields.Span.ATTRIBUTES).remove(AGENT)));
  private final Rewrite filters =
      new Rewrite(
          List.of((OnSpan) at -> (at.item().number(Fields.Span.START_TIME_UNIX_NANO) & 1) == 0));
  private final Rewrite resources =
      new Rewrite(
          List.of(
              new Editor() {
                @Override
                public boolean visits(Level level) {
                  return level == Level.RESOURCE;
                }

                @Override
                public boolean resource(EditCursor at) {
                  at.resource().attributes(Fields.Resource.ATTRIBUTES).put(ENVIRONMENT, PRODUCTION);
                  return true;
                }
              }));

  @Setup
  public void fill() {
    WireBenchmark source = new WireBenchmark();
    source.fill();
    batch = source.batch();
  }

  @Benchmark
  public Object nothingEdited() {
    return looks.apply(batch);
  }

  @Benchmark
  public Object oneUpserted() {
    return upserts.apply(batch);
  }

  @Benchmark
  public Object oneDeleted() {
    return deletes.apply(batch);
  }

  @Benchmark
  public Object halfDropped() {
    return filters.apply(batch);
  }

  @Benchmark
  public Object resourceUpserted() {
    return resources.apply(batch);
  }

  private interface OnSpan extends Editor {
    @Override
    default boolean visits(Level level) {
      return level == Level.ITEM;
    }

    @Override
    boolean item(EditCursor at);
  }
}
