/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

/** A flyweight over a NumberDataPoint. See {@link MessageView}. */
public final class NumberPointView extends DataPointView {
  private NumberKind kind = NumberKind.NONE;
  private long bits;

  public NumberPointView() {
    super(Fields.NumberPoint.ATTRIBUTES, Fields.NumberPoint.FLAGS, Fields.NumberPoint.EXEMPLARS);
  }

  @Override
  void clearValue() {
    kind = NumberKind.NONE;
    bits = 0;
  }

  @Override
  void readValue(ProtoReader field) {
    switch (field.tag()) {
      case Fields.NumberPoint.AS_DOUBLE << 3 | WireType.FIXED64:
        kind = NumberKind.DOUBLE;
        bits = field.value();
        break;
      case Fields.NumberPoint.AS_INT << 3 | WireType.FIXED64:
        kind = NumberKind.INT;
        bits = field.value();
        break;
      default:
    }
  }

  /** Which of the two numbers it holds; NONE where the point has no value. */
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
