/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.redaction;

import dev.braid.collector.component.ProcessorFactory;
import dev.braid.collector.processor.edit.EditingPlan;
import dev.braid.config.Section;
import dev.braid.otlp.Signal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code redaction}: removes attributes that are not allowed and masks secrets in the others. */
public final class RedactionProcessorFactory implements ProcessorFactory {
  @Override
  public String type() {
    return "redaction";
  }

  @Override
  public Set<Signal> signals() {
    return EnumSet.allOf(Signal.class);
  }

  @Override
  public EditingPlan prepare(String name, Section section) {
    RedactionSettings settings = RedactionSettings.read(section);
    return (place, environment) -> () -> List.of(new RedactionEditor(settings, place.signal()));
  }
}
