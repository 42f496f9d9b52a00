/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.propagate;

import dev.braid.agent.trace.Span;
import dev.braid.bootstrap.Context;
import org.jspecify.annotations.Nullable;

/**
 * The single {@code b3} header; also understands the several ones when it is absent.
 *
 * @see <a href="https://github.com/openzipkin/b3-propagation">B3</a>
 */
final class B3Single implements Propagator {
  @Override
  public <C> Context extract(Context context, C carrier, Getter<C> getter) {
    String header = getter.get(carrier, "b3");
    Span span = header == null ? B3Multi.read(carrier, getter) : read(header);
    return span == null ? context : context.withSpan(span);
  }

  private static @Nullable Span read(String header) {
    int first = header.indexOf('-');
    if (first < 0 || header.length() < first + 17) {
      return null;
    }
    int second = first + 17;
    String sampled = "";
    if (header.length() > second) {
      if (header.charAt(second) != '-') {
        return null;
      }
      int third = header.indexOf('-', second + 1);
      sampled = third < 0 ? header.substring(second + 1) : header.substring(second + 1, third);
    }
    String spanId = header.substring(first + 1, second);
    return B3Multi.span(header.substring(0, first), spanId, sampled);
  }

  @Override
  public <C> void inject(Context context, C carrier, Setter<C> setter) {
    Span span = (Span) context.span;
    if (span != null) {
      String sampled = span.isSampled() ? "-1" : "-0";
      setter.set(carrier, "b3", span.traceIdHex() + '-' + span.spanIdHex() + sampled);
    }
  }
}
