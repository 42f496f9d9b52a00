/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

/**
 * What all data points of metrics have: attributes, times, flags and exemplars. The kinds number
 * the first, the third and the last of them differently.
 */
public abstract class DataPointView extends MessageView {
  /** In place of a field number: this kind of data point has no exemplars. */
  static final int NO_EXEMPLARS = 0;

  private static final int NO_RECORDED_VALUE = 1;

  private static final int START_TIME_TAG =
      Fields.NumberPoint.START_TIME_UNIX_NANO << 3 | WireType.FIXED64;
  private static final int TIME_TAG = Fields.NumberPoint.TIME_UNIX_NANO << 3 | WireType.FIXED64;

  private final int attributesTag;
  private final int flagsTag;
  private final int exemplarsTag;
  private final AttributesView attributes = new AttributesView();
  private final ProtoReader exemplarReader = new ProtoReader();
  private final ExemplarView exemplar = new ExemplarView();
  private long startTimeUnixNano;
  private long timeUnixNano;
  private int flags;
  private int exemplarFrom;
  private int exemplarTo;

  DataPointView(int attributesField, int flagsField, int exemplarsField) {
    attributesTag = attributesField << 3 | WireType.LEN;
    flagsTag = flagsField << 3 | WireType.VARINT;
    exemplarsTag = exemplarsField << 3 | WireType.LEN;
  }

  /** Forgets what only this kind of data point has. */
  abstract void clearValue();

  /** Reads a field that only this kind of data point has; passes over others. */
  abstract void readValue(ProtoReader field);

  @Override
  final void clear() {
    attributes.clear();
    startTimeUnixNano = 0;
    timeUnixNano = 0;
    flags = 0;
    exemplarFrom = 0;
    exemplarTo = 0;
    exemplarReader.reset(array, 0, 0);
    clearValue();
  }

  @Override
  final void read(ProtoReader field) {
    int tag = field.tag();
    if (tag == attributesTag) {
      attributes.include(array, field);
    } else if (tag == START_TIME_TAG) {
      startTimeUnixNano = field.value();
    } else if (tag == TIME_TAG) {
      timeUnixNano = field.value();
    } else if (tag == flagsTag) {
      flags = field.intValue();
    } else if (tag == exemplarsTag) {
      exemplarFrom = exemplarTo == 0 ? field.fieldStart() : exemplarFrom;
      exemplarTo = field.position();
      exemplarReader.reset(array, exemplarFrom, exemplarTo);
    } else {
      readValue(field);
    }
  }

  public final AttributesView attributes() {
    return attributes;
  }

  /** When the counting began; 0 if unknown. */
  public final long startTimeUnixNano() {
    return startTimeUnixNano;
  }

  public final long timeUnixNano() {
    return timeUnixNano;
  }

  public final int flags() {
    return flags;
  }

  /** Whether the point only says that the series has ended (is stale). */
  public final boolean hasNoRecordedValue() {
    return (flags & NO_RECORDED_VALUE) != 0;
  }

  /** Moves {@link #exemplar()} to the next one; false after the last. A summary has none. */
  public final boolean nextExemplar() {
    while (exemplarReader.next()) {
      if (exemplarReader.tag() == exemplarsTag) {
        exemplar.wrap(array, exemplarReader);
        return true;
      }
    }
    return false;
  }

  /** The one that {@link #nextExemplar()} moved to. */
  public final ExemplarView exemplar() {
    return exemplar;
  }

  /** Back to before the first one. */
  public final void rewindExemplars() {
    exemplarReader.reset(array, exemplarFrom, exemplarTo);
  }
}
