/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.probabilisticsampler;

import dev.braid.otlp.Fields;
import dev.braid.otlp.edit.EditableMessage;

/** Sampling values in a span's trace state. */
final class SpanCarrier implements Carrier {
  private final EditableMessage span;
  private final String before;
  private final SamplingTraceState state;

  SpanCarrier(EditableMessage span) {
    this.span = span;
    before = span.text(Fields.Span.TRACE_STATE);
    state = SamplingTraceState.parse(before);
  }

  @Override
  public boolean isValid() {
    return state.isValid();
  }

  @Override
  public long threshold() {
    return state.threshold();
  }

  @Override
  public long randomness() {
    return state.randomness();
  }

  @Override
  public void setRandomness(long randomness) {
    state.setRandomness(randomness);
  }

  @Override
  public void setThreshold(long threshold) {
    state.setThreshold(threshold);
  }

  @Override
  public void write() {
    String after = state.toString();
    if (!after.equals(before)) {
      span.setText(Fields.Span.TRACE_STATE, after);
    }
  }
}
