/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.series;

import dev.braid.otlp.Fields;
import dev.braid.otlp.edit.EditableMessage;

/**
 * The value of a sum.
 *
 * @param whole whether {@code bits} are those of a long, else of a double
 */
record NumberPoint(boolean whole, long bits) implements Point {

  static NumberPoint read(EditableMessage part) {
    return part.has(Fields.NumberPoint.AS_INT)
        ? new NumberPoint(true, part.number(Fields.NumberPoint.AS_INT))
        : new NumberPoint(false, part.number(Fields.NumberPoint.AS_DOUBLE));
  }

  @Override
  public void write(EditableMessage part) {
    part.remove(whole ? Fields.NumberPoint.AS_DOUBLE : Fields.NumberPoint.AS_INT);
    part.setPresentFixed64(whole ? Fields.NumberPoint.AS_INT : Fields.NumberPoint.AS_DOUBLE, bits);
  }

  private double decimal() {
    return whole ? bits : Double.longBitsToDouble(bits);
  }

  @Override
  public Point plus(Point later) {
    NumberPoint other = (NumberPoint) later;
    return whole && other.whole
        ? new NumberPoint(true, bits + other.bits)
        : ofDecimal(decimal() + other.decimal());
  }

  @Override
  public Difference minus(Point earlier) {
    NumberPoint other = (NumberPoint) earlier;
    if (whole && other.whole) {
      return bits < other.bits
          ? new Difference.Reset()
          : new Difference.Of(new NumberPoint(true, bits - other.bits));
    }
    return decimal() < other.decimal()
        ? new Difference.Reset()
        : new Difference.Of(ofDecimal(decimal() - other.decimal()));
  }

  private static NumberPoint ofDecimal(double value) {
    return new NumberPoint(false, Double.doubleToRawLongBits(value));
  }
}
