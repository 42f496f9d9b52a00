/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

/** A flyweight over an AnyValue. See {@link MessageView} for who may use it, and how long. */
public final class AnyValueView extends MessageView {
  /** What an AnyValue holds. */
  public enum Kind {
    EMPTY,
    STRING,
    BOOL,
    INT,
    DOUBLE,
    ARRAY,
    KVLIST,
    BYTES
  }

  private final BytesView content = new BytesView();
  private Kind kind = Kind.EMPTY;
  private long number;

  @Override
  void clear() {
    kind = Kind.EMPTY;
    number = 0;
    content.clear();
  }

  @Override
  void read(ProtoReader field) {
    Kind next = kindOf(field);
    if (next == Kind.EMPTY) {
      return;
    }
    kind = next;
    number = field.value();
    if (field.wireType() == WireType.LEN) {
      content.wrap(array, field);
    }
  }

  static Kind kindOf(ProtoReader field) {
    switch (field.tag()) {
      case Fields.AnyValue.STRING << 3 | WireType.LEN:
        return Kind.STRING;
      case Fields.AnyValue.BOOL << 3 | WireType.VARINT:
        return Kind.BOOL;
      case Fields.AnyValue.INT << 3 | WireType.VARINT:
        return Kind.INT;
      case Fields.AnyValue.DOUBLE << 3 | WireType.FIXED64:
        return Kind.DOUBLE;
      case Fields.AnyValue.ARRAY << 3 | WireType.LEN:
        return Kind.ARRAY;
      case Fields.AnyValue.KVLIST << 3 | WireType.LEN:
        return Kind.KVLIST;
      case Fields.AnyValue.BYTES << 3 | WireType.LEN:
        return Kind.BYTES;
      default:
        return Kind.EMPTY;
    }
  }

  public Kind kind() {
    return kind;
  }

  /** The value of a BOOL. */
  public boolean booleanValue() {
    return number != 0;
  }

  /** The value of an INT. */
  public long longValue() {
    return number;
  }

  /** The value of a DOUBLE. */
  public double doubleValue() {
    return Double.longBitsToDouble(number);
  }

  /** The content of a STRING or BYTES; the encoded message of an ARRAY or KVLIST. */
  public BytesView content() {
    return content;
  }

  /** Moves {@code target} over the pairs of a KVLIST. */
  public void entries(AttributesView target) {
    boolean holds = kind == Kind.KVLIST;
    target.wrap(
        content.array(), content.offset(), holds ? content.length() : 0, Fields.AnyValue.VALUES);
  }

  /** Moves {@code target} over the elements of an ARRAY. */
  public void elements(ArrayView target) {
    target.wrap(content.array(), content.offset(), kind == Kind.ARRAY ? content.length() : 0);
  }

  /**
   * The value as text by OpenTelemetry's rules: strings as they are, bytes in base64, arrays and
   * maps as JSON, the empty value as "".
   *
   * @see <a
   *     href="https://opentelemetry.io/docs/specs/otel/common/#anyvalue-representation-for-non-otlp-protocols">
   *     AnyValue representation for non-OTLP protocols</a>
   */
  public String asText() {
    if (kind == Kind.STRING) {
      return content.toString();
    }
    StringBuilder text = new StringBuilder();
    appendText(text);
    return text.toString();
  }

  /** Appends {@link #asText()}. */
  public void appendText(StringBuilder target) {
    AnyValueText.append(array(), offset(), length(), target);
  }

  /** Appends the value as JSON: like {@link #asText()}, but strings and bytes are quoted. */
  public void appendJson(StringBuilder target) {
    AnyValueText.appendJson(array(), offset(), length(), target);
  }
}
