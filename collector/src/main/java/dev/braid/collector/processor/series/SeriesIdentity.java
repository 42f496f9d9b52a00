/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.series;

import dev.braid.otlp.BytesView;
import dev.braid.otlp.Fields;
import dev.braid.otlp.ProtoWriter;
import dev.braid.otlp.edit.EditCursor;
import dev.braid.otlp.edit.EditableAttributes;
import dev.braid.otlp.edit.EditableMessage;
import java.util.Arrays;

/**
 * What tells one series from another, as bytes: resource, scope, metric and attributes, whatever
 * the order of the attributes. Equal by content; keeps no bytes of a batch.
 */
public final class SeriesIdentity {
  private static final int INITIAL_BYTES = 256;

  private final byte[] bytes;
  private final int hash;

  private SeriesIdentity(byte[] bytes) {
    this.bytes = bytes;
    this.hash = Arrays.hashCode(bytes);
  }

  /**
   * The identity of the data point on which {@code at} stands.
   *
   * @param attributesField where such a point has its attributes
   * @param distinction what else sets series apart, such as a start time; 0 for nothing
   */
  public static SeriesIdentity of(EditCursor at, int attributesField, long distinction) {
    ProtoWriter target = new ProtoWriter(INITIAL_BYTES, ProtoWriter.MAX_BYTES);
    write(at.resource().attributes(Fields.Resource.ATTRIBUTES), target);
    write(at.scope(), Fields.Scope.NAME, target);
    write(at.scope(), Fields.Scope.VERSION, target);
    write(at.scope().attributes(Fields.Scope.ATTRIBUTES), target);
    write(at.item(), Fields.Metric.NAME, target);
    write(at.item(), Fields.Metric.UNIT, target);
    target.writeVarint(at.metricDataField());
    EditableMessage data = at.metricData();
    target.writeVarint(data == null ? 0 : data.number(Fields.MetricData.IS_MONOTONIC));
    write(at.part().attributes(attributesField), target);
    target.writeVarint(distinction);
    return new SeriesIdentity(target.toByteArray());
  }

  private static void write(EditableMessage message, int field, ProtoWriter target) {
    BytesView text = message.bytes(field);
    target.writeVarint(text.length());
    target.writeRaw(text.array(), text.offset(), text.length());
  }

  private static void write(EditableAttributes attributes, ProtoWriter target) {
    byte[][] pairs = new byte[attributes.size()][];
    attributes.rewind();
    for (int i = 0; attributes.next(); i++) {
      ProtoWriter pair = new ProtoWriter(64, ProtoWriter.MAX_BYTES);
      BytesView key = attributes.key();
      pair.writeVarint(key.length());
      pair.writeRaw(key.array(), key.offset(), key.length());
      var value = attributes.value();
      pair.writeRaw(value.array(), value.offset(), value.length());
      pairs[i] = pair.toByteArray();
    }
    Arrays.sort(pairs, Arrays::compare);
    target.writeVarint(pairs.length);
    for (byte[] pair : pairs) {
      target.writeVarint(pair.length);
      target.writeRaw(pair, 0, pair.length);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SeriesIdentity identity && Arrays.equals(bytes, identity.bytes);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return "series " + Integer.toHexString(hash);
  }
}
