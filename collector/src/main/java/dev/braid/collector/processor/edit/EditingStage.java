/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.edit;

import dev.braid.collector.component.BatchConsumer;
import dev.braid.otlp.Batch;
import dev.braid.otlp.Failure;
import dev.braid.otlp.edit.EditException;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One or several editing processors. A batch that an editor refuses goes back to its sender as
 * permanently failed; one of which nothing is left has succeeded.
 */
public final class EditingStage implements BatchConsumer {
  /** Counters on the border between two processors that share a stage. */
  public record Border(CounterDataPoint outgoing, CounterDataPoint incoming) {
    private void pass(int items) {
      outgoing.inc(items);
      incoming.inc(items);
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(EditingStage.class);

  /** Sets of editors kept for reuse: as many as threads usually bring batches at once. */
  private static final int MAX_IDLE = 16;

  private final List<Editing> processors;
  private final List<Border> borders;
  private final BatchConsumer next;
  private final ArrayBlockingQueue<Passes> idle = new ArrayBlockingQueue<>(MAX_IDLE);

  /** {@code borders} has one entry less than {@code processors}. */
  public EditingStage(List<Editing> processors, List<Border> borders, BatchConsumer next) {
    this.processors = List.copyOf(processors);
    this.borders = List.copyOf(borders);
    this.next = next;
  }

  @Override
  public void accept(Batch batch) {
    Passes passes = idle.poll();
    if (passes == null) {
      passes = new Passes(processors);
    }
    Batch result;
    try {
      result = passes.apply(batch);
    } catch (EditException e) {
      batch.acknowledgement().fail(Failure.permanent("cannot edit the batch: " + e.getMessage()));
      return;
    } catch (RuntimeException e) {
      LOG.error("an editing processor failed on {}; this is a bug", batch, e);
      batch.acknowledgement().fail(Failure.permanent("internal error while editing"));
      return;
    }
    count(batch, passes);
    idle.offer(passes);
    if (result.sizeBytes() == 0) {
      batch.acknowledgement().succeed();
    } else {
      next.accept(result);
    }
  }

  private void count(Batch batch, Passes passes) {
    int items = batch.itemCount();
    for (int i = 0; i < processors.size(); i++) {
      int dropped = passes.dropped(i);
      items -= dropped;
      if (dropped > 0) {
        processors.get(i).dropped(dropped);
      }
      if (i < borders.size()) {
        borders.get(i).pass(items);
      }
    }
  }
}
