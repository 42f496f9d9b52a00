/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package com.example.shop.inventory;

import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/** Loaves on the shelves by SKU; a fixed set of SKUs, safe for any thread. */
final class Shelves {

  private static final int FULL = 200;

  private final Map<String, Integer> loaves = new ConcurrentHashMap<>();

  private Shelves() {}

  static Shelves stocked() {
    Shelves shelves = new Shelves();
    for (String sku : new String[] {"rye", "spelt", "challah", "brioche", "baguette"}) {
      shelves.loaves.put(sku, FULL);
    }
    return shelves;
  }

  /** Looks, sells one loaf, and bakes anew when the shelf is empty; empty for an unknown SKU. */
  OptionalInt take(String sku) {
    Integer left = loaves.computeIfPresent(sku, (unused, count) -> count == 0 ? FULL : count - 1);
    return left == null ? OptionalInt.empty() : OptionalInt.of(left);
  }

  /** Looks without selling; empty for an unknown SKU. */
  OptionalInt look(String sku) {
    Integer left = loaves.get(sku);
    return left == null ? OptionalInt.empty() : OptionalInt.of(left);
  }
}
