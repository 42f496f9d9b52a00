/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

/** A flyweight over an Exemplar. See {@link MessageView}. */
public final class ExemplarView extends MessageView {
  private final AttributesView attributes = new AttributesView();
  private final BytesView traceId = new BytesView();
  private final BytesView spanId = new BytesView();
  private long timeUnixNano;
  private NumberKind kind = NumberKind.NONE;
  private long bits;

  @Override
  void clear() {
    attributes.clear();
    timeUnixNano = 0;
    traceId.clear();
    spanId.clear();
    kind = NumberKind.NONE;
    bits = 0;
  }

  @Override
  void read(ProtoReader field) {
    switch (field.tag()) {
      case Fields.Exemplar.FILTERED_ATTRIBUTES << 3 | WireType.LEN:
        attributes.include(array, field);
        break;
      case Fields.Exemplar.TIME_UNIX_NANO << 3 | WireType.FIXED64:
        timeUnixNano = field.value();
        break;
      case Fields.Exemplar.TRACE_ID << 3 | WireType.LEN:
        traceId.wrap(array, field);
        break;
      case Fields.Exemplar.SPAN_ID << 3 | WireType.LEN:
        spanId.wrap(array, field);
        break;
      case Fields.Exemplar.AS_DOUBLE << 3 | WireType.FIXED64:
        kind = NumberKind.DOUBLE;
        bits = field.value();
        break;
      case Fields.Exemplar.AS_INT << 3 | WireType.FIXED64:
        kind = NumberKind.INT;
        bits = field.value();
        break;
      default:
    }
  }

  /** The filtered attributes. */
  public AttributesView attributes() {
    return attributes;
  }

  public long timeUnixNano() {
    return timeUnixNano;
  }

  /** Sixteen bytes, or empty. */
  public BytesView traceId() {
    return traceId;
  }

  /** Eight bytes, or empty. */
  public BytesView spanId() {
    return spanId;
  }

  /** Which of the two numbers it holds. */
  public NumberKind numberKind() {
    return kind;
  }

  /** The value as a double, whichever kind it is. */
  public double doubleValue() {
    return kind == NumberKind.INT ? (double) bits : Double.longBitsToDouble(bits);
  }

  /** The value of kind INT. */
  public long longValue() {
    return bits;
  }
}
