/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.graph;

import dev.braid.config.Section;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Sorts pipelines along their connectors by depth-first search; a cycle is a fault. */
final class PipelineOrder {
  private final List<Plan.Pipeline> pipelines;
  private final Routes routes;
  private final Section section;
  private final Set<Plan.Pipeline> path = new LinkedHashSet<>();
  private final Set<Plan.Pipeline> sorted = new LinkedHashSet<>();

  PipelineOrder(List<Plan.Pipeline> pipelines, Routes routes, Section section) {
    this.pipelines = pipelines;
    this.routes = routes;
    this.section = section;
  }

  List<Plan.Pipeline> downstreamFirst() {
    pipelines.forEach(this::visit);
    return List.copyOf(sorted);
  }

  private void visit(Plan.Pipeline pipeline) {
    if (sorted.contains(pipeline)) {
      return;
    }
    if (!path.add(pipeline)) {
      List<Plan.Pipeline> cycle = new ArrayList<>(path);
      cycle.subList(0, cycle.indexOf(pipeline)).clear();
      section
          .section(pipeline.name())
          .fault(
              "exporters",
              "the connectors lead in a circle: "
                  + cycle.stream().map(Plan.Pipeline::name).collect(Collectors.joining(" -> "))
                  + " -> "
                  + pipeline.name());
      return;
    }
    for (Plan.Pipeline next : pipelines) {
      if (pipeline.exporters().stream()
          .anyMatch(
              id ->
                  next.receivers().contains(id)
                      && routes.leads(id, pipeline.signal(), next.signal()))) {
        visit(next);
      }
    }
    path.remove(pipeline);
    sorted.add(pipeline);
  }
}
