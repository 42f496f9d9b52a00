/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

import dev.braid.otlp.Signal;
import dev.braid.otlp.edit.Level;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a statement is run for, each of it once; outer ones first. */
public enum OttlContext {
  RESOURCE("resource", Level.RESOURCE, EnumSet.allOf(Signal.class)),
  SCOPE("scope", Level.SCOPE, EnumSet.allOf(Signal.class)),
  SPAN("span", Level.ITEM, EnumSet.of(Signal.TRACES)),
  SPANEVENT("spanevent", Level.PART, EnumSet.of(Signal.TRACES)),
  METRIC("metric", Level.ITEM, EnumSet.of(Signal.METRICS)),
  DATAPOINT("datapoint", Level.PART, EnumSet.of(Signal.METRICS)),
  LOG("log", Level.ITEM, EnumSet.of(Signal.LOGS));

  private static final String OLD_SCOPE = "instrumentation_scope";

  private final String written;
  private final Level level;
  private final Set<Signal> signals;

  OttlContext(String written, Level level, Set<Signal> signals) {
    this.written = written;
    this.level = level;
    this.signals = signals;
  }

  /** As paths and configurations name it. */
  public String written() {
    return written;
  }

  /** Where in a pass its statements run. */
  public Level level() {
    return level;
  }

  /** The context of that name. */
  public static Optional<OttlContext> of(String name) {
    for (OttlContext context : values()) {
      if (context.written.equals(name) || (context == SCOPE && name.equals(OLD_SCOPE))) {
        return Optional.of(context);
      }
    }
    return Optional.empty();
  }

  /** The contexts that statements about {@code signal} can have. */
  public static List<OttlContext> of(Signal signal) {
    List<OttlContext> contexts = new ArrayList<>();
    for (OttlContext context : values()) {
      if (context.signals.contains(signal)) {
        contexts.add(context);
      }
    }
    return contexts;
  }

  /** Whether what {@code other} stands for can be reached from here: it is here or around. */
  boolean reaches(OttlContext other) {
    return other == this || (other.level.compareTo(level) < 0 && sharesSignal(other));
  }

  private boolean sharesSignal(OttlContext other) {
    return signals.stream().anyMatch(other.signals::contains);
  }
}
