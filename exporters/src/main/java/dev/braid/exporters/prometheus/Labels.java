/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.prometheus;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.function.BiConsumer;

/** A set of labels, sorted by name. Immutable. */
final class Labels {

  static final Labels EMPTY = new Labels(new String[0]);

  /** Names at even, values at odd places. */
  private final String[] pairs;

  private final int hash;

  private Labels(String[] pairs) {
    this.pairs = pairs;
    this.hash = Arrays.hashCode(pairs);
  }

  /** Labels without a value mean the same as no label and are left out. */
  static Labels of(SortedMap<String, String> labels) {
    String[] pairs = new String[2 * labels.size()];
    int at = 0;
    for (var label : labels.entrySet()) {
      if (!label.getValue().isEmpty()) {
        pairs[at++] = label.getKey();
        pairs[at++] = label.getValue();
      }
    }
    return new Labels(Arrays.copyOf(pairs, at));
  }

  /** These labels and one more, which replaces one of the same name. */
  Labels with(String name, String value) {
    java.util.TreeMap<String, String> all = new java.util.TreeMap<>();
    forEach(all::put);
    all.put(name, value);
    return of(all);
  }

  void forEach(BiConsumer<String, String> action) {
    for (int i = 0; i < pairs.length; i += 2) {
      action.accept(pairs[i], pairs[i + 1]);
    }
  }

  boolean isEmpty() {
    return pairs.length == 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Labels labels
        && hash == labels.hash
        && Arrays.equals(pairs, labels.pairs);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return Arrays.toString(pairs);
  }
}
