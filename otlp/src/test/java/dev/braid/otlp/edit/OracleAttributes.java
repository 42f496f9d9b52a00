/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp.edit;

import io.opentelemetry.proto.common.v1.KeyValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What {@link EditableAttributes} does, naively. */
final class OracleAttributes {
  private final List<KeyValue> pairs = new ArrayList<>();

  OracleAttributes(List<?> pairs) {
    pairs.forEach(pair -> this.pairs.add((KeyValue) pair));
  }

  List<KeyValue> pairs() {
    return pairs;
  }

  void put(String key, Object value) {
    if (!replace(key, value)) {
      pairs.add(pair(key, value));
    }
  }

  void putIfAbsent(String key, Object value) {
    if (find(key) < 0) {
      pairs.add(pair(key, value));
    }
  }

  boolean replace(String key, Object value) {
    int index = find(key);
    if (index >= 0) {
      pairs.set(index, pair(key, value));
    }
    return index >= 0;
  }

  void remove(String key) {
    int index = find(key);
    if (index >= 0) {
      pairs.remove(index);
    }
  }

  void clear() {
    pairs.clear();
  }

  void removeOrMeasure(Random random) {
    for (int i = 0; i < pairs.size(); i++) {
      if (random.nextBoolean()) {
        pairs.remove(i--);
      } else {
        String key = pairs.get(i).getKey();
        pairs.set(i, pair(key, key.getBytes(StandardCharsets.UTF_8).length));
      }
    }
  }

  private int find(String key) {
    for (int i = 0; i < pairs.size(); i++) {
      if (pairs.get(i).getKey().equals(key)) {
        return i;
      }
    }
    return -1;
  }

  private static KeyValue pair(String key, Object value) {
    return KeyValue.newBuilder().setKey(key).setValue(OracleValue.of(value)).build();
  }
}
