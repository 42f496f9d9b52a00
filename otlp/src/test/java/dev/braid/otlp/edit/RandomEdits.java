/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp.edit;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.braid.otlp.Fields;
import dev.braid.otlp.Signal;
import java.util.List;
import java.util.Random;

/**
 * A seeded script of edits, done by the overlay and by protobuf's builders. Both draw the same
 * numbers as long as they see the same telemetry.
 */
final class RandomEdits {
  private static final String[] KEYS = {
    "", "a", "http.request.method", "GET /pay/{id}", "größe", "new.key", "x".repeat(127)
  };

  private final Random random;

  RandomEdits(long seed) {
    random = new Random(seed);
  }

  static Editor editor(long seed, boolean editsAbove) {
    RandomEdits edits = new RandomEdits(seed);
    return new Editor() {
      @Override
      public boolean visits(Level level) {
        return true;
      }

      @Override
      public boolean editsAbove() {
        return editsAbove;
      }

      @Override
      public boolean resource(EditCursor at) {
        edits.ours(at.resourceEntry(), Kind.ENTRY);
        edits.ours(at.resource(), Kind.RESOURCE);
        return edits.stays();
      }

      @Override
      public boolean scope(EditCursor at) {
        edits.ours(at.scopeEntry(), Kind.ENTRY);
        edits.ours(at.scope(), Kind.SCOPE);
        return edits.stays();
      }

      @Override
      public boolean item(EditCursor at) {
        edits.ours(at.item(), Kind.of(at.signal()));
        if (at.signal() == Signal.TRACES && edits.random.nextInt(4) == 0) {
          edits.ours(at.item().messageOrNew(Fields.Span.STATUS), Kind.STATUS);
        }
        if (editsAbove && edits.random.nextInt(4) == 0) {
          edits.ours(at.resource(), Kind.RESOURCE);
          edits.ours(at.scope(), Kind.SCOPE);
        }
        return edits.stays();
      }

      @Override
      public boolean part(EditCursor at) {
        edits.ours(at.part(), Kind.part(at.signal(), at.metricDataField()));
        if (editsAbove && edits.random.nextInt(4) == 0) {
          edits.ours(at.item(), Kind.of(at.signal()));
        }
        return edits.stays();
      }
    };
  }

  /** What the script does to {@code request}; the model. */
  static Message model(Signal signal, Message request, long seed, boolean editsAbove) {
    RandomEdits edits = new RandomEdits(seed);
    Message.Builder root = request.toBuilder();
    FieldDescriptor resources = field(root, 1);
    for (int r = 0; r < root.getRepeatedFieldCount(resources); r++) {
      Message.Builder entry = root.getRepeatedFieldBuilder(resources, r);
      if (!edits.theirResource(signal, entry, editsAbove)) {
        remove(root, resources, r--);
      }
    }
    return root.build();
  }

  private boolean theirResource(Signal signal, Message.Builder entry, boolean editsAbove) {
    theirs(entry, Kind.ENTRY);
    theirsNested(entry, 1, Kind.RESOURCE);
    if (!stays()) {
      return false;
    }
    FieldDescriptor scopes = field(entry, 2);
    int before = entry.getRepeatedFieldCount(scopes);
    for (int i = 0; i < entry.getRepeatedFieldCount(scopes); i++) {
      if (!theirScope(signal, entry, entry.getRepeatedFieldBuilder(scopes, i), editsAbove)) {
        remove(entry, scopes, i--);
      }
    }
    return before == 0 || entry.getRepeatedFieldCount(scopes) > 0;
  }

  private boolean theirScope(
      Signal signal, Message.Builder resource, Message.Builder entry, boolean editsAbove) {
    theirs(entry, Kind.ENTRY);
    theirsNested(entry, 1, Kind.SCOPE);
    if (!stays()) {
      return false;
    }
    FieldDescriptor items = field(entry, 2);
    int before = entry.getRepeatedFieldCount(items);
    for (int i = 0; i < entry.getRepeatedFieldCount(items); i++) {
      if (!theirItem(
          signal, resource, entry, entry.getRepeatedFieldBuilder(items, i), editsAbove)) {
        remove(entry, items, i--);
      }
    }
    return before == 0 || entry.getRepeatedFieldCount(items) > 0;
  }

  private boolean theirItem(
      Signal signal,
      Message.Builder resource,
      Message.Builder scope,
      Message.Builder item,
      boolean editsAbove) {
    theirs(item, Kind.of(signal));
    if (signal == Signal.TRACES && random.nextInt(4) == 0) {
      theirsNested(item, Fields.Span.STATUS, Kind.STATUS);
    }
    if (editsAbove && random.nextInt(4) == 0) {
      theirsNested(resource, 1, Kind.RESOURCE);
      theirsNested(scope, 1, Kind.SCOPE);
    }
    if (!stays()) {
      return false;
    }
    if (signal == Signal.TRACES) {
      theirParts(signal, item, item, Fields.Span.EVENTS, 0, editsAbove);
    } else if (signal == Signal.METRICS) {
      int data = dataField(item);
      if (data != 0) {
        Message.Builder holder = item.getFieldBuilder(field(item, data));
        int before = holder.getRepeatedFieldCount(field(holder, 1));
        theirParts(signal, item, holder, 1, data, editsAbove);
        return before == 0 || holder.getRepeatedFieldCount(field(holder, 1)) > 0;
      }
    }
    return true;
  }

  private void theirParts(
      Signal signal,
      Message.Builder item,
      Message.Builder holder,
      int number,
      int data,
      boolean editsAbove) {
    FieldDescriptor parts = field(holder, number);
    for (int i = 0; i < holder.getRepeatedFieldCount(parts); i++) {
      theirs(holder.getRepeatedFieldBuilder(parts, i), Kind.part(signal, data));
      if (editsAbove && random.nextInt(4) == 0) {
        theirs(item, Kind.of(signal));
      }
      if (!stays()) {
        remove(holder, parts, i--);
      }
    }
  }

  private static int dataField(Message.Builder metric) {
    for (int number : new int[] {5, 7, 9, 10, 11}) {
      if (metric.hasField(field(metric, number))) {
        return number;
      }
    }
    return 0;
  }

  private void theirsNested(Message.Builder outer, int number, Kind kind) {
    FieldDescriptor field = field(outer, number);
    boolean had = outer.hasField(field);
    Message.Builder inner = ((Message) outer.getField(field)).toBuilder();
    Message before = inner.build();
    boolean touched = theirs(inner, kind);
    if (had || touched || !inner.build().equals(before)) {
      outer.setField(field, inner.build());
    }
  }

  private static void remove(Message.Builder holder, FieldDescriptor field, int index) {
    List<?> all = new java.util.ArrayList<>((List<?>) holder.getField(field));
    all.remove(index);
    holder.setField(field, all);
  }

  private static FieldDescriptor field(Message.Builder builder, int number) {
    return builder.getDescriptorForType().findFieldByNumber(number);
  }

  private boolean stays() {
    return random.nextInt(6) != 0;
  }

  /** Edits of the overlay; each draw has its twin in {@link #theirs}. */
  private void ours(EditableMessage message, Kind kind) {
    if (random.nextInt(3) == 0) {
      return;
    }
    if (kind.text != 0 && random.nextBoolean()) {
      message.setText(kind.text, KEYS[random.nextInt(KEYS.length)]);
    }
    if (kind.fixed64 != 0 && random.nextBoolean()) {
      message.setFixed64(kind.fixed64, message.number(kind.fixed64) + random.nextInt(2));
    }
    if (kind.varint != 0 && random.nextBoolean()) {
      message.setVarint(kind.varint, random.nextInt(3));
    }
    if (kind.body != 0 && random.nextBoolean()) {
      message.setValue(kind.body, AnyValue.ofObject(value()));
    }
    if (kind.attributes == 0) {
      return;
    }
    EditableAttributes attributes = message.attributes(kind.attributes);
    Key key = Key.of(KEYS[random.nextInt(KEYS.length)]);
    switch (random.nextInt(7)) {
      case 0:
        attributes.put(key, AnyValue.ofObject(value()));
        break;
      case 1:
        attributes.putIfAbsent(key, AnyValue.ofObject(value()));
        break;
      case 2:
        attributes.replace(key, AnyValue.ofObject(value()));
        break;
      case 3:
        attributes.remove(key);
        break;
      case 4:
        attributes.clear();
        break;
      case 5:
        while (attributes.next()) {
          if (random.nextBoolean()) {
            attributes.removeCurrent();
          } else {
            attributes.setCurrent(AnyValue.ofObject(attributes.key().length()));
          }
        }
        break;
      default:
    }
  }

  /** The same with a builder. Whether a field was set that may be a default. */
  private boolean theirs(Message.Builder message, Kind kind) {
    if (random.nextInt(3) == 0) {
      return false;
    }
    if (kind.text != 0 && random.nextBoolean()) {
      message.setField(field(message, kind.text), KEYS[random.nextInt(KEYS.length)]);
    }
    if (kind.fixed64 != 0 && random.nextBoolean()) {
      FieldDescriptor field = field(message, kind.fixed64);
      message.setField(field, (Long) message.getField(field) + random.nextInt(2));
    }
    if (kind.varint != 0 && random.nextBoolean()) {
      FieldDescriptor field = field(message, kind.varint);
      int number = random.nextInt(3);
      message.setField(
          field,
          field.getJavaType() == FieldDescriptor.JavaType.ENUM
              ? field.getEnumType().findValueByNumber(number)
              : (Object) number);
    }
    if (kind.body != 0 && random.nextBoolean()) {
      message.setField(field(message, kind.body), OracleValue.of(value()));
    }
    if (kind.attributes != 0) {
      theirAttributes(message, field(message, kind.attributes));
    }
    return false;
  }

  private void theirAttributes(Message.Builder message, FieldDescriptor field) {
    OracleAttributes attributes = new OracleAttributes((List<?>) message.getField(field));
    String key = KEYS[random.nextInt(KEYS.length)];
    switch (random.nextInt(7)) {
      case 0:
        attributes.put(key, value());
        break;
      case 1:
        attributes.putIfAbsent(key, value());
        break;
      case 2:
        attributes.replace(key, value());
        break;
      case 3:
        attributes.remove(key);
        break;
      case 4:
        attributes.clear();
        break;
      case 5:
        attributes.removeOrMeasure(random);
        break;
      default:
    }
    message.setField(field, attributes.pairs());
  }

  private Object value() {
    switch (random.nextInt(6)) {
      case 0:
        return "v".repeat(random.nextInt(200));
      case 1:
        return random.nextLong() >> random.nextInt(64);
      case 2:
        return random.nextDouble();
      case 3:
        return random.nextBoolean();
      case 4:
        return List.of("a", 1L, java.util.Map.of("k", List.of(true)));
      default:
        return new byte[random.nextInt(4)];
    }
  }

  /** Which fields a script edits; 0 for none. */
  private enum Kind {
    ENTRY(3, 0, 0, 0, 0),
    RESOURCE(0, 0, Fields.Resource.DROPPED_ATTRIBUTES_COUNT, 0, Fields.Resource.ATTRIBUTES),
    SCOPE(Fields.Scope.NAME, 0, Fields.Scope.DROPPED_ATTRIBUTES_COUNT, 0, Fields.Scope.ATTRIBUTES),
    SPAN(
        Fields.Span.NAME,
        Fields.Span.START_TIME_UNIX_NANO,
        Fields.Span.KIND,
        0,
        Fields.Span.ATTRIBUTES),
    STATUS(Fields.Status.MESSAGE, 0, Fields.Status.CODE, 0, 0),
    EVENT(Fields.Event.NAME, Fields.Event.TIME_UNIX_NANO, 0, 0, Fields.Event.ATTRIBUTES),
    LOG(
        Fields.LogRecord.SEVERITY_TEXT,
        Fields.LogRecord.OBSERVED_TIME_UNIX_NANO,
        Fields.LogRecord.SEVERITY_NUMBER,
        Fields.LogRecord.BODY,
        Fields.LogRecord.ATTRIBUTES),
    METRIC(Fields.Metric.UNIT, 0, 0, 0, Fields.Metric.METADATA),
    NUMBER(0, Fields.NumberPoint.TIME_UNIX_NANO, 0, 0, Fields.NumberPoint.ATTRIBUTES),
    HISTOGRAM(0, Fields.HistogramPoint.COUNT, 0, 0, Fields.HistogramPoint.ATTRIBUTES),
    EXPONENTIAL(0, Fields.ExponentialPoint.COUNT, 0, 0, Fields.ExponentialPoint.ATTRIBUTES),
    SUMMARY(0, Fields.SummaryPoint.COUNT, 0, 0, Fields.SummaryPoint.ATTRIBUTES);

    final int text;
    final int fixed64;
    final int varint;
    final int body;
    final int attributes;

    Kind(int text, int fixed64, int varint, int body, int attributes) {
      this.text = text;
      this.fixed64 = fixed64;
      this.varint = varint;
      this.body = body;
      this.attributes = attributes;
    }

    static Kind of(Signal signal) {
      return signal == Signal.TRACES ? SPAN : signal == Signal.LOGS ? LOG : METRIC;
    }

    static Kind part(Signal signal, int data) {
      if (signal == Signal.TRACES) {
        return EVENT;
      }
      switch (data) {
        case Fields.Metric.HISTOGRAM:
          return HISTOGRAM;
        case Fields.Metric.EXPONENTIAL_HISTOGRAM:
          return EXPONENTIAL;
        case Fields.Metric.SUMMARY:
          return SUMMARY;
        default:
          return NUMBER;
      }
    }
  }
}
