/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.ring;

import dev.braid.agent.trace.InstrumentationScope;
import dev.braid.otlp.Fields;
import dev.braid.otlp.ProtoWriter;
import dev.braid.otlp.Signal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Items of one signal on their way into a request: bytes in the order of arrival, and one chain of
 * indexes a scope. Reused; belongs to the drain thread.
 */
final class PendingBatch {
  /** A batch is closed before its request gets near what collectors accept (4 MiB). */
  static final int MAX_BYTES = 1 << 20;

  private static final int FIRST_GROUPS = 16;

  final Signal signal;
  private final int maxItems;
  private final int[] offsets;
  private final int[] nexts;
  private byte[] bytes = new byte[32 << 10];
  private int length;
  private int items;
  private @Nullable InstrumentationScope[] scopes =
      new @Nullable InstrumentationScope[FIRST_GROUPS];
  private int[] heads = new int[FIRST_GROUPS];
  private int[] tails = new int[FIRST_GROUPS];
  private int[] groupBytes = new int[FIRST_GROUPS];
  private int groups;
  private long number;
  private long firstNanos;

  PendingBatch(Signal signal, int maxItems, long firstNumber) {
    this.signal = signal;
    this.maxItems = maxItems;
    this.offsets = new int[maxItems + 1];
    this.nexts = new int[maxItems];
    this.number = firstNumber;
  }

  int items() {
    return items;
  }

  boolean isFull() {
    return items >= maxItems || length >= MAX_BYTES;
  }

  /** Whether the first item has waited for {@code lingerNanos}. */
  boolean isDue(long nowNanos, long lingerNanos) {
    return items > 0 && nowNanos - firstNanos >= lingerNanos;
  }

  void add(InstrumentationScope scope, byte[] source, int size, long nowNanos) {
    if (items == 0) {
      firstNanos = nowNanos;
    }
    if (bytes.length - length < size) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + size));
    }
    System.arraycopy(source, 0, bytes, length, size);
    int group = scope.groupIn(number);
    if (group < 0) {
      group = open(scope);
      heads[group] = items;
    } else {
      nexts[tails[group]] = items;
    }
    tails[group] = items;
    groupBytes[group] += size;
    nexts[items] = -1;
    offsets[items] = length;
    length += size;
    offsets[++items] = length;
  }

  private int open(InstrumentationScope scope) {
    if (groups == scopes.length) {
      scopes = Arrays.copyOf(scopes, 2 * groups);
      heads = Arrays.copyOf(heads, 2 * groups);
      tails = Arrays.copyOf(tails, 2 * groups);
      groupBytes = Arrays.copyOf(groupBytes, 2 * groups);
    }
    scopes[groups] = scope;
    groupBytes[groups] = 0;
    scope.group(number, groups);
    return groups++;
  }

  /** Writes the Export*ServiceRequest of all items. */
  void write(ProtoWriter writer, byte[] resource) {
    int request = writer.begin(Fields.Wrapper.RESOURCE_ITEMS, 3);
    writer.writeRaw(resource, 0, resource.length);
    for (int group = 0; group < groups; group++) {
      InstrumentationScope scope = scopes[group];
      byte[] encoded = scope == null ? new byte[0] : scope.encoded();
      writer.writeTag(Fields.Wrapper.SCOPE_ITEMS, 2);
      writer.writeVarint(encoded.length + groupBytes[group]);
      writer.writeRaw(encoded, 0, encoded.length);
      for (int item = heads[group]; item >= 0; item = nexts[item]) {
        writer.writeRaw(bytes, offsets[item], offsets[item + 1] - offsets[item]);
      }
    }
    writer.end(request);
  }

  /** Forgets the items; batch numbers of the signals never meet, so scopes may be shared. */
  void clear() {
    Arrays.fill(scopes, 0, groups, null);
    if (bytes.length > 2 * MAX_BYTES) {
      bytes = new byte[MAX_BYTES];
    }
    items = 0;
    length = 0;
    groups = 0;
    number += 2;
  }
}
