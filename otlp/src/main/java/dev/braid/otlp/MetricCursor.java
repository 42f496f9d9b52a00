/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

/** Walks the metrics of a batch. See {@link ItemCursor}. */
public final class MetricCursor extends ItemCursor {
  private final MetricView metric = new MetricView();

  @Override
  void moveTo(byte[] source, int offset, int length) {
    metric.wrap(source, offset, length);
  }

  /** The current one of the metrics. */
  public MetricView metric() {
    return metric;
  }
}
