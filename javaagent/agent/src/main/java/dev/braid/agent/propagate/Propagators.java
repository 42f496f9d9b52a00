/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.propagate;

import dev.braid.bootstrap.Context;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The formats that OTEL_PROPAGATORS names, in its order. Immutable. */
public final class Propagators {
  private static volatile Propagators current =
      new Propagators(new Propagator[] {new TraceContext(), new BaggageHeader()});

  private final Propagator[] propagators;

  private Propagators(Propagator[] propagators) {
    this.propagators = propagators;
  }

  public static Propagators get() {
    return current;
  }

  /** Makes {@code propagators} those that instrumentations use. */
  public static void install(Propagators propagators) {
    current = propagators;
  }

  /** Formats by OpenTelemetry's names; names that are not known are added to {@code unknown}. */
  public static Propagators of(List<String> names, List<String> unknown) {
    List<Propagator> found = new ArrayList<>();
    for (String name : names) {
      Propagator propagator = named(name);
      if (propagator != null) {
        found.add(propagator);
      } else if (!name.equals("none")) {
        unknown.add(name);
      }
    }
    return new Propagators(found.toArray(new Propagator[0]));
  }

  private static @Nullable Propagator named(String name) {
    switch (name) {
      case "tracecontext":
        return new TraceContext();
      case "baggage":
        return new BaggageHeader();
      case "b3":
        return new B3Single();
      case "b3multi":
        return new B3Multi();
      default:
        return null;
    }
  }

  /** {@code context} with the remote span and baggage that the carrier brings, if any. */
  public <C> Context extract(Context context, C carrier, Getter<C> getter) {
    Context result = context;
    for (Propagator propagator : propagators) {
      result = propagator.extract(result, carrier, getter);
    }
    return result;
  }

  /** Writes the span and baggage of {@code context} into the carrier. */
  public <C> void inject(Context context, C carrier, Setter<C> setter) {
    for (Propagator propagator : propagators) {
      propagator.inject(context, carrier, setter);
    }
  }
}
