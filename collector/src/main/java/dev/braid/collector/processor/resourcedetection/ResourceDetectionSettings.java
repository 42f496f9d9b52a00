/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.resourcedetection;

import dev.braid.config.Section;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Settings of the resource detection processor.
 *
 * @param override whether what is found replaces what the telemetry says
 * @param switches for each detector, {@code resource_attributes.*.enabled} where it is given
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/resourcedetectionprocessor">
 *     the processor whose keys these are</a>
 */
record ResourceDetectionSettings(
    List<String> detectors,
    boolean override,
    List<String> hostNameSources,
    Map<String, Map<String, Boolean>> switches) {
  private static final List<String> DETECTORS = List.of("env", "system", "docker");
  private static final Set<String> ON = Set.of("host.name", "os.type");
  private static final List<String> SYSTEM_ATTRIBUTES =
      List.of("host.name", "host.id", "host.arch", "os.type", "os.version", "os.description");
  private static final List<String> DOCKER_ATTRIBUTES =
      List.of("host.name", "os.type", "container.id");

  static ResourceDetectionSettings read(Section section) {
    List<String> detectors = section.strings("detectors");
    if (detectors.isEmpty()) {
      detectors = List.of("env");
    }
    for (String detector : detectors) {
      if (!DETECTORS.contains(detector)) {
        section.fault(
            "detectors",
            "found '"
                + detector
                + "', allowed "
                + String.join(", ", DETECTORS)
                + ": clouds are not asked; set OTEL_RESOURCE_ATTRIBUTES for env");
      }
    }
    section.ignored("timeout", "nothing is asked over the network");
    section.ignored("refresh_interval", "what is detected does not change while Braid runs");
    section.ignored("attributes", "use resource_attributes of a detector");
    Section system = section.section("system");
    List<String> sources = system.strings("hostname_sources");
    for (String source : sources) {
      if (!List.of("dns", "os", "cname", "lookup").contains(source)) {
        system.fault("hostname_sources", "found '" + source + "', allowed dns, os, cname, lookup");
      }
    }
    return new ResourceDetectionSettings(
        detectors,
        section.bool("override", true),
        sources.isEmpty() ? List.of("dns", "os") : sources,
        Map.of(
            "system", switches(system, SYSTEM_ATTRIBUTES),
            "docker", switches(section.section("docker"), DOCKER_ATTRIBUTES)));
  }

  private static Map<String, Boolean> switches(Section detector, List<String> known) {
    Section section = detector.section("resource_attributes");
    Map<String, Boolean> switches = new HashMap<>();
    for (String name : section.keys()) {
      boolean on = section.section(name).bool("enabled", ON.contains(name));
      if (on && !known.contains(name)) {
        section.fault(name, "is not detected by Braid, allowed " + String.join(", ", known));
      }
      switches.put(name, on);
    }
    return Map.copyOf(switches);
  }

  /** Whether {@code detector} is to tell an attribute. */
  Predicate<String> enabled(String detector) {
    Map<String, Boolean> given = switches.getOrDefault(detector, Map.of());
    return name ->
        given.getOrDefault(
            name, ON.contains(name) || (detector.equals("docker") && name.equals("container.id")));
  }
}
