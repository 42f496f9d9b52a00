/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.util.List;
import java.util.Random;

/** A seeded generator of requests, built by reflection over the oracle's descriptors. */
public final class RandomRequests {
  /** Fixed, so that a failure repeats; tests put it into their messages. */
  public static final long SEED = 20261124;

  private static final String[] TEXTS = {
    "",
    "a",
    "http.request.method",
    "GET /pay/{id}",
    "größe",
    "東京",
    "🧶 braid",
    "\"quoted\\\"\n\t\u0001",
    "x".repeat(127),
    "y".repeat(128),
    "z".repeat(300)
  };
  private static final long[] NUMBERS = {
    0,
    1,
    -1,
    127,
    128,
    16_383,
    16_384,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    1L << 53,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    1_700_000_000_000_000_000L
  };
  private static final double[] DOUBLES = {
    0,
    -0.0,
    1,
    0.1,
    -2.5e-9,
    1e300,
    1e15,
    123456789,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MIN_VALUE
  };
  private static final int MAX_ANY_VALUE_DEPTH = 9;

  private final Random random;

  public RandomRequests(long seed) {
    random = new Random(seed);
  }

  public static Message prototype(Signal signal) {
    switch (signal) {
      case TRACES:
        return ExportTraceServiceRequest.getDefaultInstance();
      case METRICS:
        return ExportMetricsServiceRequest.getDefaultInstance();
      default:
        return ExportLogsServiceRequest.getDefaultInstance();
    }
  }

  public Message next(Signal signal) {
    return fill(prototype(signal).newBuilderForType(), 0);
  }

  private Message fill(Message.Builder builder, int depth) {
    for (FieldDescriptor field : builder.getDescriptorForType().getFields()) {
      if (field.getRealContainingOneof() != null) {
        continue;
      }
      if (field.isRepeated()) {
        int count = depth < 4 ? 1 + random.nextInt(3) : random.nextInt(4);
        for (int i = 0; i < count && depth < MAX_ANY_VALUE_DEPTH; i++) {
          builder.addRepeatedField(field, value(builder, field, depth));
        }
      } else if (random.nextInt(4) != 0 && (depth < MAX_ANY_VALUE_DEPTH || isScalar(field))) {
        builder.setField(field, value(builder, field, depth));
      }
    }
    builder
        .getDescriptorForType()
        .getRealOneofs()
        .forEach(
            oneof -> {
              List<FieldDescriptor> members = oneof.getFields();
              FieldDescriptor field = members.get(random.nextInt(members.size()));
              if (random.nextInt(8) != 0 && (depth < MAX_ANY_VALUE_DEPTH || isScalar(field))) {
                builder.setField(field, value(builder, field, depth));
              }
            });
    return builder.build();
  }

  private static boolean isScalar(FieldDescriptor field) {
    return field.getJavaType() != FieldDescriptor.JavaType.MESSAGE;
  }

  private Object value(Message.Builder builder, FieldDescriptor field, int depth) {
    switch (field.getJavaType()) {
      case INT:
        return (int) number();
      case LONG:
        return number();
      case DOUBLE:
        return DOUBLES[random.nextInt(DOUBLES.length)];
      case BOOLEAN:
        return random.nextBoolean();
      case STRING:
        return TEXTS[random.nextInt(TEXTS.length)];
      case BYTE_STRING:
        return bytes(field.getName());
      case ENUM:
        List<EnumValueDescriptor> values = field.getEnumType().getValues();
        return values.get(random.nextInt(values.size()));
      default:
        return fill(builder.newBuilderForField(field), depth + 1);
    }
  }

  private long number() {
    return random.nextInt(3) == 0
        ? random.nextLong() >> random.nextInt(64)
        : NUMBERS[random.nextInt(NUMBERS.length)];
  }

  private ByteString bytes(String name) {
    boolean isId = name.endsWith("trace_id") || name.endsWith("span_id");
    int length = name.endsWith("trace_id") ? 16 : isId ? 8 : random.nextInt(40);
    byte[] bytes = new byte[random.nextInt(10) == 0 ? 0 : length];
    random.nextBytes(bytes);
    return ByteString.copyFrom(bytes);
  }
}
