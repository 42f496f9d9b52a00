/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.graph;

import dev.braid.config.NearestName;
import dev.braid.config.Section;
import dev.braid.otlp.Signal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Reads {@code service.pipelines} and checks that every name fits where it stands. */
final class PipelineReader {
  private static final List<String> SIGNALS = List.of("traces", "metrics", "logs");

  private final Section root;
  private final Routes routes;

  PipelineReader(Section root, Routes routes) {
    this.root = root;
    this.routes = routes;
  }

  /** The pipelines, downstream first. */
  List<Plan.Pipeline> read(Section section) {
    List<Plan.Pipeline> pipelines = new ArrayList<>();
    for (String name : section.keys()) {
      String type = ComponentKind.typeOf(name);
      Optional<Signal> signal = PlanReader.signal(type);
      if (signal.isPresent()) {
        pipelines.add(readPipeline(name, signal.get(), section.section(name)));
      } else {
        section.fault(
            name,
            "unknown signal, allowed "
                + String.join(", ", SIGNALS)
                + NearestName.hint(type, SIGNALS));
      }
    }
    if (section.keys().isEmpty()) {
      root.section("service")
          .fault(
              "pipelines", "found no pipeline, allowed traces, metrics or logs, optionally /name");
    }
    checkConnectors(section, pipelines);
    return new PipelineOrder(pipelines, routes, section).downstreamFirst();
  }

  private Plan.Pipeline readPipeline(String name, Signal signal, Section pipeline) {
    List<String> from = pipeline.strings("receivers");
    List<String> through = pipeline.strings("processors");
    List<String> to = pipeline.strings("exporters");
    undefined(pipeline, "receivers", from, ends("receivers"));
    undefined(pipeline, "processors", through, root.section("processors").keys());
    undefined(pipeline, "exporters", to, ends("exporters"));
    required(pipeline, "receivers", from);
    required(pipeline, "exporters", to);
    mismatched(pipeline, "receivers", signal, from, routes::brings);
    mismatched(pipeline, "processors", signal, through, routes::processes);
    mismatched(pipeline, "exporters", signal, to, routes::takes);
    return new Plan.Pipeline(name, signal, from, through, to);
  }

  private Collection<String> ends(String key) {
    return routes.withConnectors(root.section(key).keys());
  }

  /** A connector has to stand at the end of one pipeline and at the beginning of another. */
  private void checkConnectors(Section section, List<Plan.Pipeline> pipelines) {
    for (Plan.Pipeline from : pipelines) {
      for (String id : from.exporters()) {
        boolean leadsOn =
            pipelines.stream()
                .anyMatch(
                    to ->
                        to.receivers().contains(id)
                            && routes.leads(id, from.signal(), to.signal()));
        if (routes.isConnector(id) && !leadsOn) {
          section
              .section(from.name())
              .fault(
                  "exporters",
                  "the connector '"
                      + id
                      + "' begins no pipeline that takes what it makes of "
                      + Routes.name(from.signal()));
        }
      }
      for (String id : from.receivers()) {
        if (routes.isConnector(id)
            && pipelines.stream().noneMatch(other -> other.exporters().contains(id))) {
          section
              .section(from.name())
              .fault("receivers", "the connector '" + id + "' ends no pipeline");
        }
      }
    }
  }

  private static void mismatched(
      Section pipeline,
      String key,
      Signal signal,
      List<String> names,
      BiPredicate<String, Signal> fits) {
    for (String name : names) {
      if (!fits.test(name, signal)) {
        String verb = key.equals("receivers") ? "' brings no " : "' takes no ";
        pipeline.fault(key, "'" + name + verb + Routes.name(signal));
      }
    }
  }

  private static void required(Section pipeline, String key, List<String> names) {
    if (names.isEmpty()) {
      pipeline.fault(key, "found none, allowed at least one");
    }
  }

  /** A fault for each name that nothing defines. */
  static void undefined(
      Section section, String key, List<String> names, Collection<String> defined) {
    for (String name : names) {
      if (!defined.contains(name)) {
        String list = defined.isEmpty() ? "none is defined" : String.join(", ", defined);
        section.fault(
            key, "found '" + name + "', allowed " + list + NearestName.hint(name, defined));
      }
    }
  }
}
