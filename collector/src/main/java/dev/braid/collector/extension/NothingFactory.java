/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.extension;

import dev.braid.collector.component.ExtensionFactory;
import dev.braid.collector.component.ExtensionPlan;
import dev.braid.config.Section;
import java.util.List;

/**
 * An extension of the OpenTelemetry Collector that is about Go's runtime: accepted, so that its
 * configurations work here, and without effect.
 */
public abstract class NothingFactory implements ExtensionFactory {
  private final String type;
  private final String why;

  private NothingFactory(String type, String why) {
    this.type = type;
    this.why = why;
  }

  @Override
  public String type() {
    return type;
  }

  @Override
  public ExtensionPlan prepare(String name, Section section) {
    List.copyOf(section.keys()).forEach(section::has);
    section.faults().warn(section.position(), section.path(), "is ignored: " + why);
    return (environment, state) -> () -> {};
  }

  /** {@code pprof}. */
  public static final class Pprof extends NothingFactory {
    public Pprof() {
      super("pprof", "profiles of a JVM come from JFR, such as jcmd <pid> JFR.start");
    }
  }

  /** {@code memory_ballast}. */
  public static final class MemoryBallast extends NothingFactory {
    public MemoryBallast() {
      super("memory_ballast", "a JVM's heap has its own limits, -Xms and -Xmx");
    }
  }
}
