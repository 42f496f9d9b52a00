/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.propagate;

import static java.util.Objects.requireNonNull;

import dev.braid.agent.trace.Span;
import dev.braid.bootstrap.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Headers of a request, their names without regard to case, and the formats under test. */
final class Headers {
  static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  static final String SPAN = "00f067aa0ba902b7";

  final Map<String, String> values = new TreeMap<>();

  static Headers of(String... namesAndValues) {
    Headers headers = new Headers();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return headers;
  }

  private void put(String name, String value) {
    values.put(name.toLowerCase(Locale.ROOT), value);
  }

  @Nullable String get(String name) {
    return values.get(name);
  }

  Context extract(String... formats) {
    List<String> unknown = new ArrayList<>();
    return Propagators.of(List.of(formats), unknown).extract(Context.ROOT, this, Headers::get);
  }

  /** The span that the headers bring, which has to be there. */
  Span span(String... formats) {
    return requireNonNull(spanOrNull(formats));
  }

  @Nullable Span spanOrNull(String... formats) {
    return (Span) extract(formats).span;
  }

  static Headers injected(Context context, String... formats) {
    Headers headers = new Headers();
    List<String> unknown = new ArrayList<>();
    Propagators.of(List.of(formats), unknown).inject(context, headers, Headers::put);
    return headers;
  }
}
