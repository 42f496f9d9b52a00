/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.series;

import dev.braid.otlp.edit.EditableMessage;
import org.jspecify.annotations.Nullable;

/** Count, and sum, least and greatest value where a histogram has them. */
record Totals(long count, @Nullable Double sum, @Nullable Double min, @Nullable Double max) {
  /** The fields in which a kind of histogram has its totals. */
  record Layout(int count, int sum, int min, int max) {}

  static Totals read(EditableMessage part, Layout layout) {
    return new Totals(
        part.number(layout.count()),
        optional(part, layout.sum()),
        optional(part, layout.min()),
        optional(part, layout.max()));
  }

  private static @Nullable Double optional(EditableMessage part, int field) {
    return part.has(field) ? part.decimal(field) : null;
  }

  void write(EditableMessage part, Layout layout) {
    part.setFixed64(layout.count(), count);
    write(part, layout.sum(), sum);
    write(part, layout.min(), min);
    write(part, layout.max(), max);
  }

  private static void write(EditableMessage part, int field, @Nullable Double value) {
    if (value == null) {
      part.remove(field);
    } else {
      part.setDecimal(field, value);
    }
  }

  Totals plus(Totals later) {
    return new Totals(
        count + later.count,
        sum == null || later.sum == null ? null : Double.valueOf(sum + later.sum),
        min == null || later.min == null ? null : Double.valueOf(Math.min(min, later.min)),
        max == null || later.max == null ? null : Double.valueOf(Math.max(max, later.max)));
  }

  /** What has come since; how large or small it was, nobody knows. */
  Totals minus(Totals earlier) {
    Double before = earlier.sum;
    return new Totals(
        count - earlier.count,
        sum == null ? null : Double.valueOf(sum - (before == null ? 0 : before)),
        null,
        null);
  }
}
