/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.transform;

import dev.braid.collector.component.Environment;
import dev.braid.collector.component.Place;
import dev.braid.collector.ottl.ErrorReport;
import dev.braid.collector.ottl.Frame;
import dev.braid.collector.processor.edit.Editing;
import dev.braid.collector.processor.edit.EditingPlan;
import dev.braid.otlp.Signal;
import dev.braid.otlp.edit.Editor;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A transform processor that was read.
 *
 * @param groups for each signal, in order; each sees what the ones before it have done everywhere
 */
record TransformPlan(Map<Signal, List<Group>> groups) implements EditingPlan {
  @Override
  public Editing edit(Place place, Environment environment) {
    CounterDataPoint errors =
        environment.telemetry().counter("processor_ottl_errors", "processor", place.component());
    ErrorReport report = new ErrorReport(place.component(), errors, environment.clock());
    List<Group> steps = groups.getOrDefault(place.signal(), List.of());
    return () -> {
      List<Editor> editors = new ArrayList<>();
      for (Group step : steps) {
        editors.add(new GroupEditor(step, report, new Frame(environment.clock())));
      }
      return editors;
    };
  }
}
