/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.resourcedetection;

import dev.braid.collector.component.ProcessorFactory;
import dev.braid.collector.processor.edit.EditingPlan;
import dev.braid.config.Section;
import dev.braid.otlp.Fields;
import dev.braid.otlp.Signal;
import dev.braid.otlp.edit.AnyValue;
import dev.braid.otlp.edit.EditCursor;
import dev.braid.otlp.edit.EditableAttributes;
import dev.braid.otlp.edit.Editor;
import dev.braid.otlp.edit.Key;
import dev.braid.otlp.edit.Level;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code resourcedetection}: says in resources where the collector runs. */
public final class ResourceDetectionFactory implements ProcessorFactory {
  private final Surroundings around;

  /** Looks at this process and its host. */
  public ResourceDetectionFactory() {
    this(Surroundings.ofThisProcess());
  }

  ResourceDetectionFactory(Surroundings around) {
    this.around = around;
  }

  @Override
  public String type() {
    return "resourcedetection";
  }

  @Override
  public Set<String> aliases() {
    return Set.of("resource_detection");
  }

  @Override
  public Set<Signal> signals() {
    return EnumSet.allOf(Signal.class);
  }

  @Override
  public EditingPlan prepare(String name, Section section) {
    ResourceDetectionSettings settings = ResourceDetectionSettings.read(section);
    return (place, environment) -> {
      Map<Key, AnyValue> detected = detect(settings);
      return () -> List.of(new DetectionEditor(detected, settings.override()));
    };
  }

  /** Where two detectors tell the same attribute, the first counts. */
  private Map<Key, AnyValue> detect(ResourceDetectionSettings settings) {
    Map<Key, AnyValue> detected = new LinkedHashMap<>();
    for (String detector : settings.detectors()) {
      Map<String, String> found =
          switch (detector) {
            case "system" ->
                Detectors.system(around, settings.hostNameSources(), settings.enabled("system"));
            case "docker" -> Detectors.docker(around, settings.enabled("docker"));
            default -> Detectors.env(around);
          };
      found.forEach((key, value) -> detected.putIfAbsent(Key.of(key), AnyValue.of(value)));
    }
    return detected;
  }

  private record DetectionEditor(Map<Key, AnyValue> detected, boolean override) implements Editor {
    @Override
    public boolean visits(Level level) {
      return level == Level.RESOURCE;
    }

    @Override
    public boolean resource(EditCursor at) {
      EditableAttributes attributes = at.resource().attributes(Fields.Resource.ATTRIBUTES);
      detected.forEach(
          (key, value) -> {
            if (override) {
              attributes.put(key, value);
            } else {
              attributes.putIfAbsent(key, value);
            }
          });
      return true;
    }
  }
}
