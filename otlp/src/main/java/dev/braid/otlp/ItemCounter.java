/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

/** Counts spans, log records or metric data points in one walk over the lengths. */
final class ItemCounter {
  private ItemCounter() {}

  /** Number of items in a request; counting stops where the bytes are malformed. */
  static int count(Signal signal, byte[] array, int offset, int length) {
    ProtoReader resources = new ProtoReader().reset(array, offset, offset + length);
    ProtoReader scopes = new ProtoReader();
    ProtoReader items = new ProtoReader();
    int count = 0;
    while (resources.next()) {
      if (!is(resources, Fields.Wrapper.RESOURCE_ITEMS)) {
        continue;
      }
      enter(resources, array, scopes);
      while (scopes.next()) {
        if (is(scopes, Fields.Wrapper.SCOPE_ITEMS)) {
          enter(scopes, array, items);
          count += signal == Signal.METRICS ? countPoints(items, array) : countItems(items);
        }
      }
    }
    return count;
  }

  private static int countItems(ProtoReader items) {
    int count = 0;
    while (items.next()) {
      if (is(items, Fields.Wrapper.ITEM)) {
        count++;
      }
    }
    return count;
  }

  private static int countPoints(ProtoReader items, byte[] array) {
    ProtoReader metric = new ProtoReader();
    ProtoReader data = new ProtoReader();
    int count = 0;
    while (items.next()) {
      if (is(items, Fields.Wrapper.ITEM)) {
        enter(items, array, metric);
        count += countPoints(metric, data, array);
      }
    }
    return count;
  }

  private static int countPoints(ProtoReader metric, ProtoReader data, byte[] array) {
    int count = 0;
    while (metric.next()) {
      if (metric.wireType() == WireType.LEN && MetricType.ofField(metric.field()) != null) {
        enter(metric, array, data);
        while (data.next()) {
          if (is(data, Fields.MetricData.DATA_POINTS)) {
            count++;
          }
        }
      }
    }
    return count;
  }

  static int countPoints(byte[] array, int offset, int length) {
    ProtoReader metric = new ProtoReader().reset(array, offset, offset + length);
    return countPoints(metric, new ProtoReader(), array);
  }

  private static boolean is(ProtoReader reader, int field) {
    return reader.field() == field && reader.wireType() == WireType.LEN;
  }

  private static void enter(ProtoReader outer, byte[] array, ProtoReader inner) {
    inner.reset(array, outer.offset(), outer.offset() + outer.length());
  }
}
