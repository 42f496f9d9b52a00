/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.transform;

import dev.braid.collector.component.ProcessorFactory;
import dev.braid.config.Section;
import dev.braid.otlp.Signal;
import java.util.EnumSet;
import java.util.Set;

/** The {@code transform} processor. */
public final class TransformFactory implements ProcessorFactory {
  @Override
  public String type() {
    return "transform";
  }

  @Override
  public Set<Signal> signals() {
    return EnumSet.allOf(Signal.class);
  }

  @Override
  public TransformPlan prepare(String name, Section settings) {
    return TransformSettings.read(settings);
  }
}
