/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

import dev.braid.otlp.AnyValueView;
import dev.braid.otlp.BytesView;
import dev.braid.otlp.ProtoWriter;
import dev.braid.otlp.edit.AnyValue;
import dev.braid.otlp.edit.EditableMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Paths that are one field of a message. */
final class FieldPaths {
  private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

  private FieldPaths() {}

  /** How numbers are encoded. */
  enum Encoding {
    VARINT {
      @Override
      void write(EditableMessage message, int field, long value) {
        message.setVarint(field, value);
      }
    },
    UINT32 {
      @Override
      void write(EditableMessage message, int field, long value) {
        message.setVarint(field, value & 0xffffffffL);
      }
    },
    ZIGZAG {
      @Override
      long read(EditableMessage message, int field) {
        long encoded = message.number(field);
        return (encoded >>> 1) ^ -(encoded & 1);
      }

      @Override
      void write(EditableMessage message, int field, long value) {
        message.setVarint(field, (value << 1 ^ value >> 63) & 0xffffffffL);
      }
    },
    FIXED64 {
      @Override
      void write(EditableMessage message, int field, long value) {
        message.setFixed64(field, value);
      }
    },
    FIXED32 {
      @Override
      void write(EditableMessage message, int field, long value) {
        message.setFixed32(field, (int) value);
      }
    };

    long read(EditableMessage message, int field) {
      return message.number(field);
    }

    abstract void write(EditableMessage message, int field, long value);
  }

  /** A field with a type: what is read of it, and what may be set. */
  private abstract static class Of<T> implements Target {
    private final Holder holder;
    private final Class<T> type;
    private final String expected;

    Of(Holder holder, Class<T> type, String expected) {
      this.holder = holder;
      this.type = type;
      this.expected = expected;
    }

    @Override
    public final @Nullable Object get(Frame frame) {
      EditableMessage message = holder.message(frame);
      int field = holder.field(frame);
      return message == null || field == 0 ? null : read(message, field);
    }

    @Override
    public final void set(Frame frame, Object value) {
      if (!type.isInstance(value)) {
        throw EvaluationException.type(expected, value);
      }
      EditableMessage message = holder.message(frame);
      int field = holder.field(frame);
      // What a metric of this type does not have is left alone.
      if (message != null && field != 0) {
        write(message, field, type.cast(value));
      }
    }

    abstract @Nullable Object read(EditableMessage message, int field);

    abstract void write(EditableMessage message, int field, T value);
  }

  static Target text(Holder holder) {
    return new Of<String>(holder, String.class, "a string") {
      @Override
      Object read(EditableMessage message, int field) {
        return message.text(field);
      }

      @Override
      void write(EditableMessage message, int field, String value) {
        message.setText(field, value);
      }
    };
  }

  static Target number(Holder holder, Encoding encoding) {
    return new Of<Long>(holder, Long.class, "an int") {
      @Override
      Object read(EditableMessage message, int field) {
        return encoding.read(message, field);
      }

      @Override
      void write(EditableMessage message, int field, Long value) {
        encoding.write(message, field, value);
      }
    };
  }

  static Target bool(Holder holder) {
    return new Of<Boolean>(holder, Boolean.class, "a bool") {
      @Override
      Object read(EditableMessage message, int field) {
        return message.number(field) != 0;
      }

      @Override
      void write(EditableMessage message, int field, Boolean value) {
        message.setVarint(field, value ? 1 : 0);
      }
    };
  }

  static Target decimal(Holder holder) {
    return new Of<Double>(holder, Double.class, "a float") {
      @Override
      Object read(EditableMessage message, int field) {
        return message.decimal(field);
      }

      @Override
      void write(EditableMessage message, int field, Double value) {
        message.setDecimal(field, value);
      }
    };
  }

  /** As {@link #decimal}, for a field that is left out where it is 0. */
  static Target plainDecimal(Holder holder) {
    return new Of<Double>(holder, Double.class, "a float") {
      @Override
      Object read(EditableMessage message, int field) {
        return message.decimal(field);
      }

      @Override
      void write(EditableMessage message, int field, Double value) {
        message.setFixed64(field, Double.doubleToRawLongBits(value));
      }
    };
  }

  /** Two paths of which an item has one. */
  static Target either(Target one, Target other) {
    return new Target() {
      @Override
      public @Nullable Object get(Frame frame) {
        Object value = one.get(frame);
        return value == null ? other.get(frame) : value;
      }

      @Override
      public void set(Frame frame, Object value) {
        one.set(frame, value);
        other.set(frame, value);
      }
    };
  }

  /** The value of a number point: setting it replaces one of the {@code other} type. */
  static Target pointDouble(Holder holder, int other) {
    return new Of<Double>(holder, Double.class, "a float") {
      @Override
      Object read(EditableMessage message, int field) {
        return message.decimal(field);
      }

      @Override
      void write(EditableMessage message, int field, Double value) {
        message.remove(other);
        message.setDecimal(field, value);
      }
    };
  }

  /** As {@link #pointDouble}, for whole numbers. */
  static Target pointLong(Holder holder, int other) {
    return new Of<Long>(holder, Long.class, "an int") {
      @Override
      Object read(EditableMessage message, int field) {
        return message.number(field);
      }

      @Override
      void write(EditableMessage message, int field, Long value) {
        message.remove(other);
        message.setPresentFixed64(field, value);
      }
    };
  }

  /** Nanoseconds since 1970 in a fixed64 field, as a time. */
  static Target time(Holder holder) {
    return new Of<Instant>(holder, Instant.class, "a time") {
      @Override
      Object read(EditableMessage message, int field) {
        long nanos = message.number(field);
        return Instant.ofEpochSecond(
            Long.divideUnsigned(nanos, NANOS), Long.remainderUnsigned(nanos, NANOS));
      }

      @Override
      void write(EditableMessage message, int field, Instant value) {
        message.setFixed64(field, value.getEpochSecond() * NANOS + value.getNano());
      }
    };
  }

  /** An id of {@code length} bytes; all zero where there is none. */
  static Target id(Holder holder, int length) {
    return new Of<byte[]>(holder, byte[].class, "an id, such as TraceID(0x...)") {
      @Override
      Object read(EditableMessage message, int field) {
        return bytesOf(message, field, length);
      }

      @Override
      void write(EditableMessage message, int field, byte[] value) {
        writeId(message, field, length, value);
      }
    };
  }

  /** An id as hex digits. */
  static Target idText(Holder holder, int length) {
    return new Of<String>(holder, String.class, "a string") {
      @Override
      Object read(EditableMessage message, int field) {
        return HexFormat.of().formatHex(bytesOf(message, field, length));
      }

      @Override
      void write(EditableMessage message, int field, String value) {
        try {
          writeId(message, field, length, HexFormat.of().parseHex(value));
        } catch (IllegalArgumentException e) {
          throw new EvaluationException("found '" + value + "', allowed hex digits");
        }
      }
    };
  }

  private static byte[] bytesOf(EditableMessage message, int field, int length) {
    byte[] bytes = message.bytes(field).toByteArray();
    return bytes.length == 0 ? new byte[length] : bytes;
  }

  private static void writeId(EditableMessage message, int field, int length, byte[] value) {
    if (value.length != length) {
      throw new EvaluationException("an id has " + length + " bytes here, found " + value.length);
    }
    boolean isSet = false;
    for (byte part : value) {
      isSet |= part != 0;
    }
    message.setBytes(field, isSet ? value : new byte[0]);
  }

  /** An enum by its position in {@code names}. */
  static Target named(Holder holder, List<String> names) {
    return new Of<String>(holder, String.class, "a string") {
      @Override
      Object read(EditableMessage message, int field) {
        long number = message.number(field);
        return number >= 0 && number < names.size() ? names.get((int) number) : "";
      }

      @Override
      void write(EditableMessage message, int field, String value) {
        int number = names.indexOf(value);
        if (number < 0) {
          throw new EvaluationException("found '" + value + "', allowed " + names);
        }
        message.setVarint(field, number);
      }
    };
  }

  /** A field that is an AnyValue. */
  static Target value(Holder holder) {
    return new Of<Object>(holder, Object.class, "a value") {
      @Override
      @Nullable Object read(EditableMessage message, int field) {
        return AnyValue.toObject(at(message, field));
      }

      private AnyValueView at(EditableMessage message, int field) {
        BytesView bytes = message.bytes(field);
        AnyValueView own = new AnyValueView();
        own.wrap(bytes.array(), bytes.offset(), bytes.length());
        return own;
      }

      @Override
      void write(EditableMessage message, int field, Object value) {
        message.setValue(field, Nested.encode(value));
      }
    };
  }

  /** The text of an AnyValue, whatever it is. */
  static Target valueText(Holder holder) {
    return new Of<String>(holder, String.class, "a string") {
      @Override
      Object read(EditableMessage message, int field) {
        BytesView bytes = message.bytes(field);
        AnyValueView view = new AnyValueView();
        view.wrap(bytes.array(), bytes.offset(), bytes.length());
        return view.asText();
      }

      @Override
      void write(EditableMessage message, int field, String value) {
        message.setValue(field, AnyValue.of(value));
      }
    };
  }

  /** A packed field of eight-byte numbers; {@code doubles} as floats. */
  static Target fixed64s(Holder holder, boolean doubles) {
    return new Of<List<?>>(holder, listType(), "a list") {
      @Override
      Object read(EditableMessage message, int field) {
        BytesView bytes = message.bytes(field);
        List<Object> numbers = new ArrayList<>(bytes.length() / 8);
        for (int at = 0; at + 8 <= bytes.length(); at += 8) {
          long number = Long.reverseBytes(bytes.longAt(at));
          numbers.add(doubles ? (Object) Double.longBitsToDouble(number) : (Object) number);
        }
        return numbers;
      }

      @Override
      void write(EditableMessage message, int field, List<?> value) {
        ProtoWriter packed = new ProtoWriter(8 * value.size() + 16);
        for (Object number : value) {
          if (doubles && number instanceof Double fraction) {
            packed.writeFixed64(Double.doubleToRawLongBits(fraction));
          } else if (!doubles && number instanceof Long whole) {
            packed.writeFixed64(whole);
          } else {
            throw new EvaluationException("expected numbers, found " + Values.typeOf(number));
          }
        }
        message.setBytes(field, packed.toByteArray());
      }
    };
  }

  /** A packed field of varints. */
  static Target varints(Holder holder) {
    return new Of<List<?>>(holder, listType(), "a list") {
      @Override
      Object read(EditableMessage message, int field) {
        BytesView bytes = message.bytes(field);
        List<Object> numbers = new ArrayList<>();
        long number = 0;
        int shift = 0;
        for (int i = 0; i < bytes.length(); i++) {
          byte part = bytes.array()[bytes.offset() + i];
          number |= (long) (part & 0x7f) << shift;
          shift += 7;
          if (part >= 0) {
            numbers.add(number);
            number = 0;
            shift = 0;
          }
        }
        return numbers;
      }

      @Override
      void write(EditableMessage message, int field, List<?> value) {
        ProtoWriter packed = new ProtoWriter(10 * value.size() + 16);
        for (Object number : value) {
          if (!(number instanceof Long whole)) {
            throw EvaluationException.type("a list of ints", number);
          }
          packed.writeVarint(whole);
        }
        message.setBytes(field, packed.toByteArray());
      }
    };
  }

  /** The elements of a repeated message: known by their number only. */
  static Target elements(String name, Holder holder) {
    return Target.readOnly(
        name,
        frame -> {
          EditableMessage message = holder.message(frame);
          int field = holder.field(frame);
          return message == null || field == 0
              ? null
              : Collections.nCopies(message.count(field), name);
        });
  }

  @SuppressWarnings("unchecked")
  private static Class<List<?>> listType() {
    return (Class<List<?>>) (Class<?>) List.class;
  }
}
