/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

/** What all data points of metrics have. */
public abstract class DataPointView extends MessageView {
  private static final int NO_RECORDED_VALUE = 1;

  DataPointView() {}

  public abstract AttributesView attributes();

  /** When the counting began; 0 if unknown. */
  public abstract long startTimeUnixNano();

  public abstract long timeUnixNano();

  public abstract int flags();

  /** Whether the point only says that the series has ended (is stale). */
  public final boolean hasNoRecordedValue() {
    return (flags() & NO_RECORDED_VALUE) != 0;
  }
}
