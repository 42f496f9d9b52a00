/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.otelapi;

import dev.braid.agent.propagate.Propagators;
import dev.braid.agent.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** The agent's propagators for an application that carries contexts by itself. */
final class BridgedPropagator implements TextMapPropagator {
  @Override
  public Collection<String> fields() {
    return Collections.unmodifiableList(Arrays.asList("traceparent", "tracestate", "baggage"));
  }

  @Override
  public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
    Propagators.get()
        .inject(
            dev.braid.bootstrap.Context.ROOT
                .withSpan(BridgedSpan.agentSpan(context))
                .withBaggage(BridgedBaggage.agentBaggage(context)),
            new Carrier<>(carrier, setter),
            (target, name, value) -> target.setter.set(target.carrier, name, value));
  }

  @Override
  public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
    dev.braid.bootstrap.Context extracted =
        Propagators.get()
            .extract(
                dev.braid.bootstrap.Context.ROOT,
                new Source<>(carrier, getter),
                (source, name) -> source.getter.get(source.carrier, name));
    Context result = context;
    Span span = (Span) extracted.span;
    if (span != null) {
      result = result.with(new BridgedSpan(span));
    }
    if (extracted.baggage != null) {
      result =
          result.with(
              BridgedBaggage.apiBaggage((dev.braid.agent.propagate.Baggage) extracted.baggage));
    }
    return result;
  }

  private static final class Carrier<C> {
    final @Nullable C carrier;
    final TextMapSetter<C> setter;

    Carrier(@Nullable C carrier, TextMapSetter<C> setter) {
      this.carrier = carrier;
      this.setter = setter;
    }
  }

  private static final class Source<C> {
    final @Nullable C carrier;
    final TextMapGetter<C> getter;

    Source(@Nullable C carrier, TextMapGetter<C> getter) {
      this.carrier = carrier;
      this.getter = getter;
    }
  }
}
