/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.harness;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Attributes as plain Java values. */
public final class ReceivedAttributes {
  private ReceivedAttributes() {}

  /** In the order received; a key that comes twice is an error of the sender. */
  public static Map<String, Object> of(List<KeyValue> attributes) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (KeyValue attribute : attributes) {
      if (values.put(attribute.getKey(), valueOf(attribute.getValue())) != null) {
        throw new AssertionError("attribute twice: " + attribute.getKey());
      }
    }
    return values;
  }

  private static Object valueOf(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case BOOL_VALUE -> value.getBoolValue();
      case INT_VALUE -> value.getIntValue();
      case DOUBLE_VALUE -> value.getDoubleValue();
      case ARRAY_VALUE ->
          value.getArrayValue().getValuesList().stream().map(ReceivedAttributes::valueOf).toList();
      default -> value.toString();
    };
  }
}
