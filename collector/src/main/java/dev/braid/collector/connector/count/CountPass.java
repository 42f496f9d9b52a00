/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.connector.count;

import dev.braid.collector.processor.attributes.PointAttributes;
import dev.braid.otlp.BytesView;
import dev.braid.otlp.Fields;
import dev.braid.otlp.ProtoWriter;
import dev.braid.otlp.Signal;
import dev.braid.otlp.edit.EditCursor;
import dev.braid.otlp.edit.EditableAttributes;
import dev.braid.otlp.edit.Editor;
import dev.braid.otlp.edit.Level;
import java.util.List;
import java.util.function.Supplier;

/** Walks one batch, which it does not change, and writes the counts of each resource. */
final class CountPass implements Editor {
  static final String SCOPE =
      "github.com/open-telemetry/opentelemetry-collector-contrib/connector/countconnector";

  private final CountSettings settings;
  private final Signal signal;
  private final long nowNanos;
  private final ProtoWriter request = new ProtoWriter(1024, ProtoWriter.MAX_BYTES);
  private byte[] resource = {};
  private Counter items;
  private Counter parts;
  private int points;

  CountPass(CountSettings settings, Signal signal, long nowNanos) {
    this.settings = settings;
    this.signal = signal;
    this.nowNanos = nowNanos;
    this.items = new Counter(settings.ofItems(signal));
    this.parts = new Counter(settings.ofParts(signal));
  }

  @Override
  public boolean visits(Level level) {
    return level != Level.SCOPE && (level != Level.PART || signal != Signal.LOGS);
  }

  @Override
  public boolean resource(EditCursor at) {
    finish();
    ProtoWriter attributes = new ProtoWriter(256, ProtoWriter.MAX_BYTES);
    EditableAttributes all = at.resource().attributes(Fields.Resource.ATTRIBUTES).rewind();
    while (all.next()) {
      int pair = attributes.begin(Fields.Resource.ATTRIBUTES);
      BytesView key = all.key();
      attributes.bytes(Fields.KeyValue.KEY, key.array(), key.offset(), key.length());
      var value = all.value();
      attributes.bytes(Fields.KeyValue.VALUE, value.array(), value.offset(), value.length());
      attributes.end(pair);
    }
    resource = attributes.toByteArray();
    return true;
  }

  @Override
  public boolean item(EditCursor at) {
    switch (signal) {
      case TRACES -> {
        items.seenAt(at.item().number(Fields.Span.START_TIME_UNIX_NANO));
        items.seenAt(at.item().number(Fields.Span.END_TIME_UNIX_NANO));
        items.count(around(at, () -> at.item().attributes(Fields.Span.ATTRIBUTES)));
      }
      case LOGS -> {
        items.seenAt(at.item().number(Fields.LogRecord.TIME_UNIX_NANO));
        items.count(around(at, () -> at.item().attributes(Fields.LogRecord.ATTRIBUTES)));
      }
      case METRICS -> items.count(List.of());
    }
    return true;
  }

  @Override
  public boolean part(EditCursor at) {
    if (signal == Signal.TRACES) {
      parts.seenAt(at.part().number(Fields.Event.TIME_UNIX_NANO));
      parts.count(around(at, () -> at.part().attributes(Fields.Event.ATTRIBUTES)));
    } else {
      // All kinds of points have their time in this field.
      parts.seenAt(at.part().number(Fields.NumberPoint.TIME_UNIX_NANO));
      int field = PointAttributes.field(at);
      parts.count(around(at, () -> at.part().attributes(field)));
    }
    return true;
  }

  private static List<Supplier<EditableAttributes>> around(
      EditCursor at, Supplier<EditableAttributes> own) {
    return List.of(
        own,
        () -> at.scope().attributes(Fields.Scope.ATTRIBUTES),
        () -> at.resource().attributes(Fields.Resource.ATTRIBUTES));
  }

  private void finish() {
    if (!items.isEmpty() || !parts.isEmpty()) {
      int entry = request.begin(Fields.Wrapper.RESOURCE_ITEMS);
      request.bytes(Fields.Wrapper.RESOURCE, resource);
      int scope = request.begin(Fields.Wrapper.SCOPE_ITEMS);
      int name = request.begin(Fields.Wrapper.SCOPE);
      request.string(Fields.Scope.NAME, SCOPE);
      request.end(name);
      points += items.appendTo(request, nowNanos) + parts.appendTo(request, nowNanos);
      request.end(scope);
      request.end(entry);
    }
    items = new Counter(settings.ofItems(signal));
    parts = new Counter(settings.ofParts(signal));
  }

  /** The ExportMetricsServiceRequest, after the walk. */
  byte[] request() {
    finish();
    return request.toByteArray();
  }

  /** How many points {@link #request} has. */
  int points() {
    return points;
  }
}
