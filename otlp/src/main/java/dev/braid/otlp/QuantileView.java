/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

/** A flyweight over a ValueAtQuantile. See {@link MessageView}. */
public final class QuantileView extends MessageView {

  private double quantile;
  private double value;

  @Override
  void clear() {
    quantile = 0;
    value = 0;
  }

  @Override
  void read(ProtoReader field) {
    switch (field.tag()) {
      case Fields.SummaryPoint.QUANTILE << 3 | WireType.FIXED64:
        quantile = field.doubleValue();
        break;
      case Fields.SummaryPoint.VALUE << 3 | WireType.FIXED64:
        value = field.doubleValue();
        break;
      default:
    }
  }

  /** From 0 (minimum) to 1 (maximum). */
  public double quantile() {
    return quantile;
  }

  public double value() {
    return value;
  }
}
