/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.resource;

import dev.braid.collector.component.ProcessorFactory;
import dev.braid.collector.processor.attributes.AttributeAction;
import dev.braid.collector.processor.attributes.AttributeActionReader;
import dev.braid.collector.processor.edit.EditingPlan;
import dev.braid.config.Section;
import dev.braid.otlp.Fields;
import dev.braid.otlp.Signal;
import dev.braid.otlp.edit.EditCursor;
import dev.braid.otlp.edit.Editor;
import dev.braid.otlp.edit.Level;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code resource}: edits the attributes of resources. */
public final class ResourceProcessorFactory implements ProcessorFactory {
  @Override
  public String type() {
    return "resource";
  }

  @Override
  public Set<Signal> signals() {
    return EnumSet.allOf(Signal.class);
  }

  @Override
  public EditingPlan prepare(String name, Section settings) {
    List<AttributeAction> actions = AttributeActionReader.read(settings, "attributes");
    return (place, environment) -> () -> List.of(new ResourceEditor(actions));
  }

  private record ResourceEditor(List<AttributeAction> actions) implements Editor {
    @Override
    public boolean visits(Level level) {
      return level == Level.RESOURCE;
    }

    @Override
    public boolean resource(EditCursor at) {
      AttributeActionReader.apply(
          actions, at.resource().attributes(Fields.Resource.ATTRIBUTES), at.metadata());
      return true;
    }
  }
}
