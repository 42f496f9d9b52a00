/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.delivery;

import dev.braid.config.Section;
import dev.braid.otlp.Batch;
import java.util.List;
import java.util.Locale;

/** What the size of a queue counts. */
public enum Sizer {
  REQUESTS,
  ITEMS,
  BYTES;

  /** The value of {@code sizer}. */
  static Sizer read(Section queue) {
    String text = queue.choice("sizer", "requests", List.of("requests", "items", "bytes"));
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  /** The size of {@code batch}. */
  long of(Batch batch) {
    return switch (this) {
      case REQUESTS -> 1;
      case ITEMS -> batch.itemCount();
      case BYTES -> batch.sizeBytes();
    };
  }
}
