/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The trace state of a span, and its entries by key.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/#tracestate-header">tracestate</a>
 */
final class TraceStatePath implements Target, Target.Indexed {
  private final Target whole;

  TraceStatePath(Holder holder) {
    whole = FieldPaths.text(holder);
  }

  @Override
  public @Nullable Object get(Frame frame) {
    return whole.get(frame);
  }

  @Override
  public void set(Frame frame, Object value) {
    whole.set(frame, value);
  }

  @Override
  public Target at(List<Getter> keys) {
    return new Target() {
      @Override
      public Object get(Frame frame) {
        String prefix = key(frame) + "=";
        for (String entry : entries(frame)) {
          if (entry.startsWith(prefix)) {
            return entry.substring(prefix.length());
          }
        }
        return "";
      }

      @Override
      public void set(Frame frame, Object value) {
        String prefix = key(frame) + "=";
        List<String> entries = entries(frame);
        entries.removeIf(entry -> entry.startsWith(prefix));
        // The entry that changed last stands first.
        entries.add(0, prefix + Nested.text(value));
        whole.set(frame, String.join(",", entries));
      }

      private String key(Frame frame) {
        return Nested.text(keys.get(0).get(frame));
      }
    };
  }

  private List<String> entries(Frame frame) {
    List<String> entries = new ArrayList<>();
    for (String entry : String.valueOf(whole.get(frame)).split(",")) {
      if (!entry.isBlank()) {
        entries.add(entry.strip());
      }
    }
    return entries;
  }
}
