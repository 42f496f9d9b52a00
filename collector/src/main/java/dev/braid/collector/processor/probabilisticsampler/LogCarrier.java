/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.probabilisticsampler;

import dev.braid.otlp.AnyValueView;
import dev.braid.otlp.edit.AnyValue;
import dev.braid.otlp.edit.EditableAttributes;
import dev.braid.otlp.edit.Key;

/** Sampling values in two attributes of a log record. */
final class LogCarrier implements Carrier {
  private static final Key THRESHOLD = Key.of("sampling.threshold");
  private static final Key RANDOMNESS = Key.of("sampling.randomness");

  private final EditableAttributes attributes;
  private final boolean valid;
  private long threshold;
  private long randomness;

  LogCarrier(EditableAttributes attributes) {
    this.attributes = attributes;
    String th = text(THRESHOLD);
    String rv = text(RANDOMNESS);
    threshold = Threshold.parse(th);
    randomness = Threshold.parseRandomness(rv);
    valid =
        (th.isEmpty() || threshold != Threshold.NONE)
            && (rv.isEmpty() || randomness != Threshold.NONE);
  }

  private String text(Key key) {
    AnyValueView value = attributes.get(key);
    return value == null || value.kind() != AnyValueView.Kind.STRING ? "" : value.asText();
  }

  @Override
  public boolean isValid() {
    return valid;
  }

  @Override
  public long threshold() {
    return threshold;
  }

  @Override
  public long randomness() {
    return randomness;
  }

  @Override
  public void setRandomness(long value) {
    randomness = value;
    attributes.put(RANDOMNESS, AnyValue.of(Threshold.formatRandomness(value)));
  }

  @Override
  public void setThreshold(long value) {
    threshold = value;
    String th = value == Threshold.NONE ? null : Threshold.format(value);
    if (th == null) {
      attributes.remove(THRESHOLD);
    } else {
      attributes.put(THRESHOLD, AnyValue.of(th));
    }
  }

  @Override
  public void write() {
    // Each value was put into the record when it was set: a record that is dropped has no use of
    // it.
  }
}
