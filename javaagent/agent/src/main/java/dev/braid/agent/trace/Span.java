/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.trace;

import dev.braid.bootstrap.Context;
import dev.braid.otlp.SpanId;
import dev.braid.otlp.TraceId;
import org.jspecify.annotations.Nullable;

/**
 * One operation while it runs. Mutable and not synchronised: one thread at a time owns it, and
 * handing it over needs the usual publication. A span that is not sampled has ids and nothing else:
 * every setter returns at once. After {@link #end()} setters do nothing.
 */
public final class Span {
  // One int instead of five fields: a span is 112 bytes, and there are two in each request.
  private static final int TRACE_FLAGS = 0xff;
  private static final int SAMPLED = 1;
  private static final int OPEN = 1 << 8;
  private static final int REMOTE = 1 << 9;
  private static final int PARENT_REMOTE = 1 << 10;
  private static final int STATUS_SHIFT = 11;

  private static final int SERVER_ATTRIBUTES = 12; // as many as the conventions give to a request
  private static final int OTHER_ATTRIBUTES = 8;
  private static final int BLOCKS = 2; // a database call's: of its statement and of its database

  final SpanKind kind;
  String name;
  @Nullable Object[] attributes = NONE;
  int attributeSlots;
  long startEpochNanos;
  long endEpochNanos;
  @Nullable SpanDetails details;

  private static final @Nullable Object[] NONE = {};

  private final @Nullable Tracer tracer;
  private final InstrumentationScope scope;
  private final long traceIdHigh;
  private final long traceIdLow;
  private final long spanId;
  private final long parentSpanId;
  private final @Nullable String traceState;
  private int state;
  private long clockOffset;
  private @Nullable String traceIdHex;
  private @Nullable String spanIdHex;

  Span(
      @Nullable Tracer tracer,
      InstrumentationScope scope,
      SpanKind kind,
      String name,
      long traceIdHigh,
      long traceIdLow,
      long spanId,
      @Nullable Span parent) {
    this.tracer = tracer;
    this.scope = scope;
    this.kind = kind;
    this.name = name;
    this.traceIdHigh = traceIdHigh;
    this.traceIdLow = traceIdLow;
    this.spanId = spanId;
    this.parentSpanId = parent == null ? 0 : parent.spanId;
    this.traceState = parent == null ? null : parent.traceState;
    this.state = parent != null && parent.isRemote() ? PARENT_REMOTE : 0;
  }

  private Span(
      long traceIdHigh, long traceIdLow, long spanId, int flags, @Nullable String traceState) {
    this.tracer = null;
    this.scope = REMOTE_SCOPE;
    this.kind = SpanKind.INTERNAL;
    this.name = "";
    this.traceIdHigh = traceIdHigh;
    this.traceIdLow = traceIdLow;
    this.spanId = spanId;
    this.parentSpanId = 0;
    this.traceState = traceState;
    this.state = flags & TRACE_FLAGS | REMOTE;
  }

  private static final InstrumentationScope REMOTE_SCOPE = new InstrumentationScope("", "");

  /** The span of another process, known by what a carrier brought. */
  public static Span remote(
      long traceIdHigh, long traceIdLow, long spanId, int flags, @Nullable String traceState) {
    return new Span(traceIdHigh, traceIdLow, spanId, flags, traceState);
  }

  /** The span of this thread's context, or null. */
  public static @Nullable Span current() {
    return (Span) Context.current().span;
  }

  void sampled(boolean isSampled) {
    state = isSampled ? state | SAMPLED | OPEN : state & ~(SAMPLED | OPEN);
  }

  void begin(@Nullable Span parent, long epochNanos) {
    clockOffset =
        parent == null || parent.clockOffset == 0 ? AgentClock.offset() : parent.clockOffset;
    startEpochNanos = epochNanos == 0 ? now() : epochNanos;
  }

  private long now() {
    return clockOffset + System.nanoTime();
  }

  /** Whether attributes are of use: sampled and not ended. */
  public boolean isRecording() {
    return (state & OPEN) != 0;
  }

  public boolean isSampled() {
    return (state & SAMPLED) != 0;
  }

  /** Whether this stands for a span of another process. */
  public boolean isRemote() {
    return (state & REMOTE) != 0;
  }

  boolean isParentRemote() {
    return (state & PARENT_REMOTE) != 0;
  }

  public Span set(Key key, @Nullable String value) {
    return put(key, value);
  }

  public Span set(Key key, long value) {
    return isRecording() ? put(key, Numbers.box(value)) : this;
  }

  public Span set(Key key, double value) {
    return isRecording() ? put(key, value) : this;
  }

  public Span set(Key key, boolean value) {
    return put(key, value);
  }

  public Span set(Key key, String @Nullable [] value) {
    return put(key, value);
  }

  /**
   * Sets an attribute of any type: String, Boolean, an integer or floating point box, an array of
   * strings, or a List of those. Other objects become their text. Null is ignored.
   */
  public Span put(Key key, @Nullable Object value) {
    if (!isRecording() || value == null) {
      return this;
    }
    for (int i = 0; i < attributeSlots; i += 2) {
      if (key.is((Key) attributes[i])) {
        attributes[i + 1] = value;
        return this;
      }
    }
    append(key, value);
    return this;
  }

  /** Sets all attributes of {@code block}; they must not be set one by one as well. */
  public Span put(AttributeBlock block) {
    Tracer owner = tracer;
    if (!isRecording() || owner == null) {
      return this;
    }
    if (attributeSlots / 2 + block.size() > owner.limits.attributes) {
      block.addTo(this);
    } else {
      append(AttributeBlock.KEY, block);
    }
    return this;
  }

  private void append(Key key, Object value) {
    Tracer owner = tracer;
    if (owner == null || attributeSlots >= 2 * owner.limits.attributes) {
      details().droppedAttributes++;
      return;
    }
    if (attributeSlots == attributes.length) {
      int size = attributeSlots == 0 ? 2 * firstAttributes(value) : 2 * attributeSlots;
      @Nullable Object[] larger = new @Nullable Object[size];
      System.arraycopy(attributes, 0, larger, 0, attributeSlots);
      attributes = larger;
    }
    attributes[attributeSlots++] = key;
    attributes[attributeSlots++] = value;
  }

  private int firstAttributes(Object first) {
    if (first instanceof AttributeBlock) {
      return BLOCKS;
    }
    return kind == SpanKind.SERVER ? SERVER_ATTRIBUTES : OTHER_ATTRIBUTES;
  }

  /** The value of an attribute, or null. For tests and bridges. */
  public @Nullable Object get(Key key) {
    for (int i = 0; i < attributeSlots; i += 2) {
      Object value = attributes[i + 1];
      if (value instanceof AttributeBlock) {
        Object inner = ((AttributeBlock) value).get(key);
        if (inner != null) {
          return inner;
        }
      } else if (key.is((Key) attributes[i])) {
        return value;
      }
    }
    return null;
  }

  public Span name(String newName) {
    if (isRecording()) {
      name = newName;
    }
    return this;
  }

  public String name() {
    return name;
  }

  /** Sets {@code error.type} and the status to error. */
  public Span error(String errorType, @Nullable String description) {
    put(Semconv.ERROR_TYPE, errorType);
    return status(SpanEncoder.STATUS_ERROR, description);
  }

  /** Sets the status as an application asks for it: 0 unset, 1 ok, 2 error; ok is final. */
  public Span status(int code, @Nullable String description) {
    if (isRecording() && status() != SpanEncoder.STATUS_OK && code != 0) {
      state = state & ~(3 << STATUS_SHIFT) | (code & 3) << STATUS_SHIFT;
      if (description != null || details != null) {
        details().statusDescription = code == SpanEncoder.STATUS_ERROR ? description : null;
      }
    }
    return this;
  }

  /** Adds an event that tells an exception, with the beginning of its stack trace. */
  public Span exception(Throwable thrown) {
    if (isRecording()) {
      details().event(limits(), "exception", now(), ExceptionText.attributes(thrown));
    }
    return this;
  }

  /** Adds an event now; {@code keysAndValues} are a {@link Key} and a value in turn. */
  public Span event(String eventName, @Nullable Object... keysAndValues) {
    return eventAt(eventName, isRecording() ? now() : 0, keysAndValues);
  }

  /** Adds an event at a given time. */
  public Span eventAt(String eventName, long epochNanos, @Nullable Object... keysAndValues) {
    if (isRecording()) {
      details().event(limits(), eventName, epochNanos, keysAndValues);
    }
    return this;
  }

  /** Adds a link; {@code keysAndValues} are a {@link Key} and a value in turn. */
  public Span link(Span target, @Nullable Object... keysAndValues) {
    if (isRecording()) {
      details().link(limits(), target, keysAndValues);
    }
    return this;
  }

  private SpanDetails details() {
    SpanDetails known = details;
    if (known == null) {
      known = new SpanDetails();
      details = known;
    }
    return known;
  }

  SpanLimits limits() {
    Tracer owner = tracer;
    return owner == null ? SpanLimits.defaults() : owner.limits;
  }

  /** Ends the span now and hands it over. A second call does nothing. */
  public void end() {
    if (isRecording()) {
      end(now());
    }
  }

  /** Ends the span at a given time. */
  public void end(long epochNanos) {
    Tracer owner = tracer;
    if (!isRecording() || owner == null) {
      return;
    }
    endEpochNanos = epochNanos;
    state &= ~OPEN;
    owner.ended(this);
  }

  public long startEpochNanos() {
    return startEpochNanos;
  }

  /** When the span ended; 0 before. */
  public long endEpochNanos() {
    return endEpochNanos;
  }

  /** Nanoseconds from start to end, or to now if there was no end; of unsampled spans too. */
  public long durationNanos() {
    return (endEpochNanos == 0 ? now() : endEpochNanos) - startEpochNanos;
  }

  public SpanKind kind() {
    return kind;
  }

  /** 0 unset, 1 ok, 2 error. */
  public int status() {
    return state >> STATUS_SHIFT;
  }

  public @Nullable String statusDescription() {
    return details == null ? null : details.statusDescription;
  }

  public InstrumentationScope scope() {
    return scope;
  }

  public long traceIdHigh() {
    return traceIdHigh;
  }

  public long traceIdLow() {
    return traceIdLow;
  }

  public long spanId() {
    return spanId;
  }

  /** The parent's id, 0 for the first span of a trace. */
  public long parentSpanId() {
    return parentSpanId;
  }

  /** The W3C trace flags. */
  public int flags() {
    return state & TRACE_FLAGS;
  }

  /** The W3C tracestate, or null. */
  public @Nullable String traceState() {
    return traceState;
  }

  /** The trace id as 32 digits; made once. */
  public String traceIdHex() {
    String hex = traceIdHex;
    if (hex == null) {
      hex = TraceId.hex(traceIdHigh, traceIdLow);
      traceIdHex = hex;
    }
    return hex;
  }

  /** The span id as 16 digits; made once. */
  public String spanIdHex() {
    String hex = spanIdHex;
    if (hex == null) {
      hex = SpanId.hex(spanId);
      spanIdHex = hex;
    }
    return hex;
  }

  @Override
  public String toString() {
    return name + '{' + traceIdHex() + '/' + spanIdHex() + '}';
  }
}
