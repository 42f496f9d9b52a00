/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.probabilisticsampler;

import dev.braid.collector.processor.match.RawValue;
import dev.braid.otlp.AnyValueView;
import dev.braid.otlp.BytesView;
import dev.braid.otlp.Fields;
import dev.braid.otlp.Signal;
import dev.braid.otlp.edit.EditCursor;
import dev.braid.otlp.edit.EditableAttributes;
import dev.braid.otlp.edit.EditableMessage;
import dev.braid.otlp.edit.Editor;
import dev.braid.otlp.edit.Key;
import dev.braid.otlp.edit.Level;
import java.util.OptionalDouble;

/**
 * Decides for each span or log record by itself: a randomness is found, the sampling values that
 * came with the item are checked against it, and it is compared with the threshold. Where a step
 * fails, {@code fail_closed} says what happens. Used by one thread.
 */
final class SamplerEditor implements Editor {
  private static final Key PRIORITY = Key.of("sampling.priority");
  private static final long MAX_RANDOMNESS = Threshold.NEVER - 1;

  private final SamplerSettings settings;
  private final boolean ofLogs;
  private final Mode mode;
  private final SamplerCounts counts;

  // Of the item under decision.
  private long randomness;
  private SamplerCounts.Policy policy = SamplerCounts.Policy.MISSING_RANDOMNESS;

  SamplerEditor(SamplerSettings settings, Signal signal, SamplerCounts counts) {
    this.settings = settings;
    this.ofLogs = signal == Signal.LOGS;
    this.mode = settings.mode(ofLogs);
    this.counts = counts;
  }

  @Override
  public boolean visits(Level level) {
    return level == Level.ITEM;
  }

  @Override
  public boolean item(EditCursor at) {
    EditableMessage item = at.item();
    EditableAttributes attributes =
        item.attributes(ofLogs ? Fields.LogRecord.ATTRIBUTES : Fields.Span.ATTRIBUTES);
    Carrier carrier = ofLogs ? new LogCarrier(attributes) : new SpanCarrier(item);
    find(item, attributes, carrier);
    boolean writes = carrier.isValid() && !isForeign(carrier);
    long threshold = threshold(carrier, writes);
    threshold = ofLogs ? logPriority(attributes, threshold) : spanPriority(attributes, threshold);
    boolean sampled = threshold <= randomness;
    if (sampled && writes) {
      // An item that was sampled at a lower probability before keeps that.
      if (carrier.threshold() <= threshold) {
        carrier.setThreshold(threshold);
      }
      carrier.write();
    }
    counts.count(policy, sampled);
    return sampled;
  }

  /** Whether another sampler's values are there, which hashing leaves alone. */
  private boolean isForeign(Carrier carrier) {
    return mode instanceof Mode.Hashing
        && (carrier.randomness() != Threshold.NONE || carrier.threshold() != Threshold.NONE);
  }

  private long threshold(Carrier carrier, boolean writes) {
    boolean failed = !writes || policy == SamplerCounts.Policy.MISSING_RANDOMNESS;
    if (mode instanceof Mode.Hashing && writes && (!ofLogs || !failed)) {
      carrier.setRandomness(randomness);
    }
    if (!failed && carrier.threshold() > randomness) {
      // It should have been dropped before, so its threshold is not true.
      carrier.setThreshold(Threshold.NONE);
      failed = true;
    }
    if (failed) {
      return settings.failClosed() ? Threshold.NEVER : Threshold.ALWAYS;
    }
    return mode.threshold(carrier.threshold());
  }

  private void find(EditableMessage item, EditableAttributes attributes, Carrier carrier) {
    BytesView traceId = item.bytes(ofLogs ? Fields.LogRecord.TRACE_ID : Fields.Span.TRACE_ID);
    boolean hasTraceId = traceId.length() == 16 && !isZero(traceId);
    if (mode instanceof Mode.Never) {
      found(SamplerCounts.Policy.SAMPLING_PRIORITY, MAX_RANDOMNESS);
    } else if (mode instanceof Mode.Hashing) {
      if (hasTraceId && (!ofLogs || settings.logs().byTraceId())) {
        found(SamplerCounts.Policy.TRACE_ID_HASH, hash(traceId));
      } else {
        findInAttribute(attributes);
      }
    } else if (carrier.isValid() && carrier.randomness() != Threshold.NONE) {
      found(SamplerCounts.Policy.SAMPLING_RANDOMNESS, carrier.randomness());
    } else if (carrier.isValid() && hasTraceId) {
      found(SamplerCounts.Policy.TRACE_ID_W3C, traceId.longAt(8) & MAX_RANDOMNESS);
    } else {
      found(SamplerCounts.Policy.MISSING_RANDOMNESS, MAX_RANDOMNESS);
    }
  }

  private void findInAttribute(EditableAttributes attributes) {
    found(SamplerCounts.Policy.MISSING_RANDOMNESS, MAX_RANDOMNESS);
    String name = settings.logs().fromAttribute();
    AnyValueView value = !ofLogs || name.isEmpty() ? null : attributes.get(Key.of(name));
    if (value == null) {
      return;
    }
    byte[] bytes =
        value.kind() == AnyValueView.Kind.BYTES
            ? value.content().toByteArray()
            : value.asText().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    if (bytes.length > 0) {
      found(
          SamplerCounts.Policy.ATTRIBUTE,
          Threshold.ofHash(bytes, 0, bytes.length, settings.hashSeed()));
    }
  }

  private void found(SamplerCounts.Policy by, long value) {
    policy = by;
    randomness = value;
  }

  private long hash(BytesView id) {
    return Threshold.ofHash(id.array(), id.offset(), id.length(), settings.hashSeed());
  }

  private static boolean isZero(BytesView traceId) {
    return traceId.longAt(0) == 0 && traceId.longAt(8) == 0;
  }

  /** OpenTracing's attribute: 0 drops the span, more keeps it. */
  private long spanPriority(EditableAttributes attributes, long threshold) {
    AnyValueView value = attributes.get(PRIORITY);
    if (value == null) {
      return threshold;
    }
    double priority =
        switch (value.kind()) {
          case INT -> value.longValue();
          case DOUBLE -> value.doubleValue();
          case STRING -> {
            OptionalDouble parsed = RawValue.decimal(value.asText());
            yield parsed.isPresent() ? parsed.getAsDouble() : Double.NaN;
          }
          case EMPTY, BOOL, ARRAY, KVLIST, BYTES -> Double.NaN;
        };
    if (priority >= 0) {
      policy = SamplerCounts.Policy.SAMPLING_PRIORITY;
      return priority == 0 ? Threshold.NEVER : Threshold.ALWAYS;
    }
    return threshold;
  }

  /** A percentage that the log record has for itself. */
  private long logPriority(EditableAttributes attributes, long threshold) {
    String name = settings.logs().priority();
    AnyValueView value = name.isEmpty() ? null : attributes.get(Key.of(name));
    if (value == null) {
      return threshold;
    }
    double probability =
        switch (value.kind()) {
          case INT -> value.longValue() / 100.0;
          case DOUBLE -> value.doubleValue() / 100.0;
          case EMPTY, STRING, BOOL, ARRAY, KVLIST, BYTES -> 0;
        };
    long own = Threshold.ofProbability(probability, settings.precision());
    if (own == Threshold.NONE) {
      return threshold;
    }
    policy = SamplerCounts.Policy.SAMPLING_PRIORITY;
    return own;
  }
}
