/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.filter;

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
 * A filter that was read.
 *
 * @param rules the steps for each signal, in order
 */
record FilterPlan(Map<Signal, List<FilterRules>> rules) implements EditingPlan {
  @Override
  public Editing edit(Place place, Environment environment) {
    List<FilterRules> steps = rules.getOrDefault(place.signal(), List.of());
    String items =
        switch (place.signal()) {
          case TRACES -> "spans";
          case METRICS -> "datapoints";
          case LOGS -> "logs";
        };
    CounterDataPoint filtered =
        environment
            .telemetry()
            .counter("processor_filter_" + items + "_filtered", "filter", place.component());
    CounterDataPoint errors =
        environment.telemetry().counter("processor_ottl_errors", "processor", place.component());
    ErrorReport report = new ErrorReport(place.component(), errors, environment.clock());
    return new Editing() {
      @Override
      public List<Editor> editors() {
        List<Editor> editors = new ArrayList<>();
        for (FilterRules step : steps) {
          editors.add(new FilterEditor(step, report, new Frame(environment.clock())));
        }
        return editors;
      }

      @Override
      public void dropped(int count) {
        filtered.inc(count);
      }
    };
  }
}
