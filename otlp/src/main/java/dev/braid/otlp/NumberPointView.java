/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

/** A flyweight over a NumberDataPoint. See {@link MessageView}. */
public final class NumberPointView extends DataPointView {
  private final AttributesView attributes = new AttributesView();
  private long startTimeUnixNano;
  private long timeUnixNano;
  private int flags;
  private final ProtoReader exemplarReader = new ProtoReader();
  private final ExemplarView exemplar = new ExemplarView();
  private int exemplarFrom;
  private int exemplarTo;
  private NumberKind kind = NumberKind.NONE;
  private long bits;

  @Override
  void clear() {
    attributes.clear();
    startTimeUnixNano = 0;
    timeUnixNano = 0;
    flags = 0;
    exemplarFrom = 0;
    exemplarTo = 0;
    exemplarReader.reset(array, 0, 0);
    kind = NumberKind.NONE;
    bits = 0;
  }

  @Override
  void read(ProtoReader field) {
    switch (field.tag()) {
      case Fields.NumberPoint.ATTRIBUTES << 3 | WireType.LEN:
        attributes.include(array, field);
        break;
      case Fields.NumberPoint.START_TIME_UNIX_NANO << 3 | WireType.FIXED64:
        startTimeUnixNano = field.value();
        break;
      case Fields.NumberPoint.TIME_UNIX_NANO << 3 | WireType.FIXED64:
        timeUnixNano = field.value();
        break;
      case Fields.NumberPoint.FLAGS << 3 | WireType.VARINT:
        flags = field.intValue();
        break;
      case Fields.NumberPoint.EXEMPLARS << 3 | WireType.LEN:
        exemplarFrom = exemplarTo == 0 ? field.fieldStart() : exemplarFrom;
        exemplarTo = field.position();
        exemplarReader.reset(array, exemplarFrom, exemplarTo);
        break;
      case Fields.NumberPoint.AS_DOUBLE << 3 | WireType.FIXED64:
        kind = NumberKind.DOUBLE;
        bits = field.value();
        break;
      case Fields.NumberPoint.AS_INT << 3 | WireType.FIXED64:
        kind = NumberKind.INT;
        bits = field.value();
        break;
      default:
    }
  }

  @Override
  public AttributesView attributes() {
    return attributes;
  }

  @Override
  public long startTimeUnixNano() {
    return startTimeUnixNano;
  }

  @Override
  public long timeUnixNano() {
    return timeUnixNano;
  }

  @Override
  public int flags() {
    return flags;
  }

  /** Which of the two numbers it holds; NONE where the point has no value. */
  public NumberKind numberKind() {
    return kind;
  }

  /** The value as a double, whichever kind it is. */
  public double doubleValue() {
    return kind == NumberKind.INT ? (double) bits : Double.longBitsToDouble(bits);
  }

  /** The value of kind INT. */
  public long longValue() {
    return bits;
  }

  /** Moves {@link #exemplar()} to the next one; false after the last. */
  public boolean nextExemplar() {
    while (exemplarReader.next()) {
      if (exemplarReader.tag() == (Fields.NumberPoint.EXEMPLARS << 3 | WireType.LEN)) {
        exemplar.wrap(array, exemplarReader);
        return true;
      }
    }
    return false;
  }

  /** The one that {@link #nextExemplar()} moved to. */
  public ExemplarView exemplar() {
    return exemplar;
  }

  /** Back to before the first one. */
  public void rewindExemplars() {
    exemplarReader.reset(array, exemplarFrom, exemplarTo);
  }
}
