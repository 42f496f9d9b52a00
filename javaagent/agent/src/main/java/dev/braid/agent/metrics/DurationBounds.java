/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.metrics;

import dev.braid.otlp.Fields;
import dev.braid.otlp.ProtoWriter;

/** Upper bounds of buckets, inclusive; the last bucket has none. Immutable. */
public final class DurationBounds {
  /**
   * @see <a href="https://opentelemetry.io/docs/specs/semconv/http/http-metrics/">HTTP metrics</a>
   */
  public static final DurationBounds HTTP =
      new DurationBounds(0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10);

  /**
   * @see <a href="https://opentelemetry.io/docs/specs/semconv/db/database-metrics/">Database
   *     metrics</a>
   */
  public static final DurationBounds DB =
      new DurationBounds(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10);

  private final long[] nanos;
  private final byte[] encoded;

  public DurationBounds(double... seconds) {
    nanos = new long[seconds.length];
    ProtoWriter writer = new ProtoWriter(16 + 8 * seconds.length);
    int packed = writer.begin(Fields.HistogramPoint.EXPLICIT_BOUNDS);
    for (int i = 0; i < seconds.length; i++) {
      nanos[i] = Math.round(seconds[i] * 1e9);
      writer.writeFixed64(Double.doubleToRawLongBits(seconds[i]));
    }
    writer.end(packed);
    encoded = writer.toByteArray();
  }

  int buckets() {
    return nanos.length + 1;
  }

  int bucket(long durationNanos) {
    int bucket = 0;
    while (bucket < nanos.length && durationNanos > nanos[bucket]) {
      bucket++;
    }
    return bucket;
  }

  void write(ProtoWriter writer) {
    writer.writeRaw(encoded, 0, encoded.length);
  }
}
