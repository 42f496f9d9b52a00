/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.attributes;

import dev.braid.collector.component.ProcessorFactory;
import dev.braid.collector.processor.edit.EditingPlan;
import dev.braid.collector.processor.match.Selection;
import dev.braid.config.Section;
import dev.braid.otlp.Signal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code attributes}: edits the attributes of spans, log records and data points. */
public final class AttributesProcessorFactory implements ProcessorFactory {
  @Override
  public String type() {
    return "attributes";
  }

  @Override
  public Set<Signal> signals() {
    return EnumSet.allOf(Signal.class);
  }

  @Override
  public EditingPlan prepare(String name, Section settings) {
    Selection selection = Selection.read(settings);
    List<AttributeAction> actions = AttributeActionReader.read(settings, "actions");
    return (place, environment) -> {
      selection.requireFor(place.component(), place.signal());
      return () -> List.of(new AttributesEditor(place.signal(), selection, actions));
    };
  }
}
