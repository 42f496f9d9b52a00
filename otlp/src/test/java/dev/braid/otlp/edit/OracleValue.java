/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp.edit;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import java.util.List;
import java.util.Map;

/** Java objects as the oracle's AnyValue. */
final class OracleValue {
  private OracleValue() {}

  static AnyValue of(Object value) {
    AnyValue.Builder any = AnyValue.newBuilder();
    if (value instanceof String) {
      any.setStringValue((String) value);
    } else if (value instanceof Boolean) {
      any.setBoolValue((Boolean) value);
    } else if (value instanceof Double) {
      any.setDoubleValue((Double) value);
    } else if (value instanceof Number) {
      any.setIntValue(((Number) value).longValue());
    } else if (value instanceof byte[]) {
      any.setBytesValue(ByteString.copyFrom((byte[]) value));
    } else if (value instanceof List) {
      ArrayValue.Builder array = ArrayValue.newBuilder();
      ((List<?>) value).forEach(element -> array.addValues(of(element)));
      any.setArrayValue(array);
    } else if (value instanceof Map) {
      KeyValueList.Builder map = KeyValueList.newBuilder();
      ((Map<?, ?>) value)
          .forEach(
              (key, inner) ->
                  map.addValues(KeyValue.newBuilder().setKey(key.toString()).setValue(of(inner))));
      any.setKvlistValue(map);
    }
    return any.build();
  }
}
