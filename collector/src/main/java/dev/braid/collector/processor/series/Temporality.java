/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.series;

/** The numbers of AggregationTemporality. */
public final class Temporality {
  public static final int DELTA = 1;
  public static final int CUMULATIVE = 2;

  private Temporality() {}
}
