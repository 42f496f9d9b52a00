/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

/** The limits of a request at the door. Immutable. */
public final class Limits {
  /** Nesting that protobuf's own decoders allow. */
  public static final int DEFAULT_MAX_DEPTH = 100;

  /** A bound for what one request may hold in memory; receivers usually set a lower one. */
  public static final int DEFAULT_MAX_BYTES = 64 << 20;

  /** Items in one request: far above any sender's batch, and low enough for two-byte items. */
  public static final int DEFAULT_MAX_ITEMS = 1 << 20;

  /** Elements of one repeated field inside an item: attributes, events, links, buckets. */
  public static final int DEFAULT_MAX_REPEATED = 1 << 16;

  /** The defaults above. */
  public static final Limits DEFAULT =
      new Limits(DEFAULT_MAX_DEPTH, DEFAULT_MAX_BYTES, DEFAULT_MAX_ITEMS, DEFAULT_MAX_REPEATED);

  private final int maxDepth;
  private final int maxBytes;
  private final int maxItems;
  private final int maxRepeated;

  /**
   * @param maxDepth nested messages, the request being the first
   * @param maxBytes length of a request, uncompressed
   * @param maxItems spans, log records or data points in a request
   * @param maxRepeated elements of one repeated field in an item
   */
  public Limits(int maxDepth, int maxBytes, int maxItems, int maxRepeated) {
    this.maxDepth = positive("maxDepth", maxDepth);
    this.maxBytes = positive("maxBytes", maxBytes);
    this.maxItems = positive("maxItems", maxItems);
    this.maxRepeated = positive("maxRepeated", maxRepeated);
  }

  private static int positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": got " + value + ", must be at least 1");
    }
    return value;
  }

  public int maxDepth() {
    return maxDepth;
  }

  public int maxBytes() {
    return maxBytes;
  }

  public int maxItems() {
    return maxItems;
  }

  public int maxRepeated() {
    return maxRepeated;
  }
}
