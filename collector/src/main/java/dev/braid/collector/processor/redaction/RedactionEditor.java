/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.redaction;

import dev.braid.collector.processor.attributes.PointAttributes;
import dev.braid.otlp.AnyValueView;
import dev.braid.otlp.BytesView;
import dev.braid.otlp.Fields;
import dev.braid.otlp.Signal;
import dev.braid.otlp.edit.AnyValue;
import dev.braid.otlp.edit.EditCursor;
import dev.braid.otlp.edit.EditableAttributes;
import dev.braid.otlp.edit.EditableMessage;
import dev.braid.otlp.edit.Editor;
import dev.braid.otlp.edit.Level;
import java.util.Objects;

/** Removes and masks attributes at every level, and what log bodies hold. Used by one thread. */
final class RedactionEditor implements Editor {
  private final RedactionSettings settings;
  private final Signal signal;

  RedactionEditor(RedactionSettings settings, Signal signal) {
    this.settings = settings;
    this.signal = signal;
  }

  @Override
  public boolean visits(Level level) {
    return level != Level.PART || signal != Signal.LOGS;
  }

  @Override
  public boolean resource(EditCursor at) {
    redact(at.resource().attributes(Fields.Resource.ATTRIBUTES));
    return true;
  }

  @Override
  public boolean scope(EditCursor at) {
    redact(at.scope().attributes(Fields.Scope.ATTRIBUTES));
    return true;
  }

  @Override
  public boolean item(EditCursor at) {
    switch (signal) {
      case TRACES -> redact(at.item().attributes(Fields.Span.ATTRIBUTES));
      case LOGS -> {
        redact(at.item().attributes(Fields.LogRecord.ATTRIBUTES));
        redactBody(at.item());
      }
      case METRICS -> {} // what a metric has, its points have
    }
    return true;
  }

  @Override
  public boolean part(EditCursor at) {
    int field = signal == Signal.TRACES ? Fields.Event.ATTRIBUTES : PointAttributes.field(at);
    redact(at.part().attributes(field));
    return true;
  }

  private void redact(EditableAttributes attributes) {
    Summary summary = new Summary();
    attributes.rewind();
    while (attributes.next()) {
      String key = attributes.key().toString();
      if (settings.ignores(key)) {
        summary.ignored.add(key);
      } else if (settings.removes(key)) {
        summary.redacted.add(key);
        attributes.removeCurrent();
      } else {
        redactCurrent(attributes, key, summary);
      }
    }
    summary.write(attributes, "redaction.", settings.summary());
  }

  private void redactCurrent(EditableAttributes attributes, String key, Summary summary) {
    AnyValueView value = attributes.value();
    boolean readable = value.kind() == AnyValueView.Kind.STRING || settings.values().ofAllTypes();
    String text = readable ? value.asText() : "";
    if (settings.allowsValue(text)) {
      summary.allowed.add(key);
      return;
    }
    boolean whole = settings.masksAllOf(key);
    String masked = whole ? settings.mask().replaceAll(text) : settings.masked(text);
    if (whole || !masked.equals(text)) {
      summary.masked.add(key);
      attributes.setCurrent(AnyValue.of(masked));
    }
  }

  private void redactBody(EditableMessage log) {
    if (!log.has(Fields.LogRecord.BODY)) {
      return;
    }
    BytesView bytes = log.bytes(Fields.LogRecord.BODY);
    AnyValueView view = new AnyValueView();
    view.wrap(bytes.array(), bytes.offset(), bytes.length());
    Object before = AnyValue.toObject(view);
    BodyRedaction redaction = new BodyRedaction(settings);
    Object after = redaction.redact(before);
    if (!Objects.equals(before, after)) {
      log.setValue(Fields.LogRecord.BODY, AnyValue.ofObject(after));
    }
    redaction
        .summary()
        .write(log.attributes(Fields.LogRecord.ATTRIBUTES), "redaction.body.", settings.summary());
  }
}
