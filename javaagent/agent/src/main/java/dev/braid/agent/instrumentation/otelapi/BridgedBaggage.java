/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.otelapi;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.baggage.BaggageBuilder;
import io.opentelemetry.api.baggage.BaggageEntryMetadata;
import io.opentelemetry.context.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Baggage, translated both ways. */
final class BridgedBaggage {
  private BridgedBaggage() {}

  static dev.braid.agent.propagate.@Nullable Baggage agentBaggage(Context context) {
    Baggage baggage = Baggage.fromContextOrNull(context);
    if (baggage == null || baggage.isEmpty()) {
      return null;
    }
    Map<String, dev.braid.agent.propagate.Baggage.Entry> entries = new LinkedHashMap<>();
    baggage.forEach(
        (name, entry) ->
            entries.put(
                name,
                new dev.braid.agent.propagate.Baggage.Entry(
                    entry.getValue(), entry.getMetadata().getValue())));
    return dev.braid.agent.propagate.Baggage.of(entries);
  }

  static Baggage apiBaggage(dev.braid.agent.propagate.Baggage baggage) {
    BaggageBuilder builder = Baggage.builder();
    baggage
        .entries()
        .forEach(
            (name, entry) ->
                builder.put(name, entry.value, BaggageEntryMetadata.create(entry.metadata)));
    return builder.build();
  }
}
