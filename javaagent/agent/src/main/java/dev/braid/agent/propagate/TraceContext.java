/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.propagate;

import dev.braid.agent.trace.Span;
import dev.braid.bootstrap.Context;
import dev.braid.otlp.SpanId;
import dev.braid.otlp.TraceId;
import org.jspecify.annotations.Nullable;

/**
 * {@code traceparent} and {@code tracestate}.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/">W3C trace context</a>
 */
final class TraceContext implements Propagator {
  private static final int LENGTH = 55;
  private static final int MAX_STATE_CHARS = 2_048; // four times what everyone must carry

  @Override
  public <C> Context extract(Context context, C carrier, Getter<C> getter) {
    String parent = getter.get(carrier, "traceparent");
    if (parent == null) {
      return context;
    }
    String text = parent.trim();
    if (!isValid(text)) {
      return context;
    }
    String state = getter.get(carrier, "tracestate");
    boolean isKept = state != null && !state.isEmpty() && state.length() <= MAX_STATE_CHARS;
    return context.withSpan(span(text, isKept ? state : null));
  }

  private static Span span(String text, @Nullable String state) {
    int flags = Character.digit(text.charAt(53), 16) << 4 | Character.digit(text.charAt(54), 16);
    return Span.remote(
        TraceId.high(text, 3), TraceId.low(text, 3), SpanId.parse(text, 36), flags & 3, state);
  }

  static boolean isValid(String text) {
    if (text.length() < LENGTH
        || text.charAt(2) != '-'
        || text.charAt(35) != '-'
        || text.charAt(52) != '-') {
      return false;
    }
    if (!isHex(text, 0) || text.startsWith("ff") || !isHex(text, 53)) {
      return false;
    }
    boolean isFirstVersion = text.startsWith("00");
    boolean isWhole = text.length() == LENGTH || (!isFirstVersion && text.charAt(LENGTH) == '-');
    return isWhole && TraceId.isValidHex(text, 3) && SpanId.isValidHex(text, 36);
  }

  private static boolean isHex(String text, int at) {
    return isHex(text.charAt(at)) && isHex(text.charAt(at + 1));
  }

  private static boolean isHex(char digit) {
    return (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f');
  }

  @Override
  public <C> void inject(Context context, C carrier, Setter<C> setter) {
    Span span = (Span) context.span;
    if (span == null) {
      return;
    }
    char[] text = new char[LENGTH];
    text[0] = '0';
    text[1] = '0';
    text[2] = '-';
    span.traceIdHex().getChars(0, TraceId.HEX_LENGTH, text, 3);
    text[35] = '-';
    span.spanIdHex().getChars(0, SpanId.HEX_LENGTH, text, 36);
    text[52] = '-';
    text[53] = '0';
    text[54] = (char) ('0' + (span.flags() & 3));
    setter.set(carrier, "traceparent", new String(text));
    String state = span.traceState();
    if (state != null) {
      setter.set(carrier, "tracestate", state);
    }
  }
}
