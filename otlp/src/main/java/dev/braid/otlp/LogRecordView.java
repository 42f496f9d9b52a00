/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

/** A flyweight over a LogRecord. See {@link MessageView}. */
public final class LogRecordView extends MessageView {
  private final BytesView severityText = new BytesView();
  private final AttributesView attributes = new AttributesView();
  private final BytesView traceId = new BytesView();
  private final BytesView spanId = new BytesView();
  private final BytesView eventName = new BytesView();
  private long timeUnixNano;
  private long observedTimeUnixNano;
  private int severityNumber;
  private long droppedAttributesCount;
  private int flags;
  private final AnyValueView body = new AnyValueView();

  @Override
  void clear() {
    timeUnixNano = 0;
    observedTimeUnixNano = 0;
    severityNumber = 0;
    severityText.clear();
    attributes.clear();
    droppedAttributesCount = 0;
    flags = 0;
    traceId.clear();
    spanId.clear();
    eventName.clear();
    body.wrapNothing();
  }

  @Override
  void read(ProtoReader field) {
    switch (field.tag()) {
      case Fields.LogRecord.TIME_UNIX_NANO << 3 | WireType.FIXED64:
        timeUnixNano = field.value();
        break;
      case Fields.LogRecord.OBSERVED_TIME_UNIX_NANO << 3 | WireType.FIXED64:
        observedTimeUnixNano = field.value();
        break;
      case Fields.LogRecord.SEVERITY_NUMBER << 3 | WireType.VARINT:
        severityNumber = field.intValue();
        break;
      case Fields.LogRecord.SEVERITY_TEXT << 3 | WireType.LEN:
        severityText.wrap(array, field);
        break;
      case Fields.LogRecord.ATTRIBUTES << 3 | WireType.LEN:
        attributes.include(array, field);
        break;
      case Fields.LogRecord.DROPPED_ATTRIBUTES_COUNT << 3 | WireType.VARINT:
        droppedAttributesCount = field.value();
        break;
      case Fields.LogRecord.FLAGS << 3 | WireType.FIXED32:
        flags = field.intValue();
        break;
      case Fields.LogRecord.TRACE_ID << 3 | WireType.LEN:
        traceId.wrap(array, field);
        break;
      case Fields.LogRecord.SPAN_ID << 3 | WireType.LEN:
        spanId.wrap(array, field);
        break;
      case Fields.LogRecord.EVENT_NAME << 3 | WireType.LEN:
        eventName.wrap(array, field);
        break;
      case Fields.LogRecord.BODY << 3 | WireType.LEN:
        body.wrap(array, field);
        break;
      default:
    }
  }

  /** When it happened; 0 if unknown. */
  public long timeUnixNano() {
    return timeUnixNano;
  }

  /** When it was seen first. */
  public long observedTimeUnixNano() {
    return observedTimeUnixNano;
  }

  /** 0 unspecified, 1-4 trace, 5-8 debug, 9-12 info, 13-16 warn, 17-20 error, 21-24 fatal. */
  public int severityNumber() {
    return severityNumber;
  }

  public BytesView severityText() {
    return severityText;
  }

  public AttributesView attributes() {
    return attributes;
  }

  public long droppedAttributesCount() {
    return droppedAttributesCount;
  }

  public int flags() {
    return flags;
  }

  /** Sixteen bytes, or empty. */
  public BytesView traceId() {
    return traceId;
  }

  /** Eight bytes, or empty. */
  public BytesView spanId() {
    return spanId;
  }

  public BytesView eventName() {
    return eventName;
  }

  /** The body; of kind EMPTY if the record has none. */
  public AnyValueView body() {
    return body;
  }

  /** The time of the record, or when it was seen where that is unknown; 0 if neither is. */
  public long timeOrObservedTimeUnixNano() {
    return timeUnixNano != 0 ? timeUnixNano : observedTimeUnixNano;
  }
}
