/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.filter;

import dev.braid.collector.component.ProcessorFactory;
import dev.braid.config.Section;
import dev.braid.otlp.Signal;
import java.util.EnumSet;
import java.util.Set;

/** The {@code filter} processor. */
public final class FilterFactory implements ProcessorFactory {
  @Override
  public String type() {
    return "filter";
  }

  @Override
  public Set<Signal> signals() {
    return EnumSet.allOf(Signal.class);
  }

  @Override
  public FilterPlan prepare(String name, Section settings) {
    return FilterSettings.read(settings);
  }
}
