/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

/** A flyweight over a SummaryDataPoint. See {@link MessageView}. */
public final class SummaryPointView extends DataPointView {
  private long count;
  private double sum;
  private final ProtoReader quantileReader = new ProtoReader();
  private final QuantileView quantile = new QuantileView();
  private int quantileFrom;
  private int quantileTo;

  public SummaryPointView() {
    super(Fields.SummaryPoint.ATTRIBUTES, Fields.SummaryPoint.FLAGS, NO_EXEMPLARS);
  }

  @Override
  void clearValue() {
    count = 0;
    sum = 0;
    quantileFrom = 0;
    quantileTo = 0;
    quantileReader.reset(array, 0, 0);
  }

  @Override
  void readValue(ProtoReader field) {
    switch (field.tag()) {
      case Fields.SummaryPoint.COUNT << 3 | WireType.FIXED64:
        count = field.value();
        break;
      case Fields.SummaryPoint.SUM << 3 | WireType.FIXED64:
        sum = field.doubleValue();
        break;
      case Fields.SummaryPoint.QUANTILE_VALUES << 3 | WireType.LEN:
        quantileFrom = quantileTo == 0 ? field.fieldStart() : quantileFrom;
        quantileTo = field.position();
        quantileReader.reset(array, quantileFrom, quantileTo);
        break;
      default:
    }
  }

  public long count() {
    return count;
  }

  public double sum() {
    return sum;
  }

  /** Moves {@link #quantile()} to the next one; false after the last. */
  public boolean nextQuantile() {
    while (quantileReader.next()) {
      if (quantileReader.tag() == (Fields.SummaryPoint.QUANTILE_VALUES << 3 | WireType.LEN)) {
        quantile.wrap(array, quantileReader);
        return true;
      }
    }
    return false;
  }

  /** The one that {@link #nextQuantile()} moved to. */
  public QuantileView quantile() {
    return quantile;
  }

  /** Back to before the first one. */
  public void rewindQuantiles() {
    quantileReader.reset(array, quantileFrom, quantileTo);
  }
}
