/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver.prometheus;

import dev.braid.collector.component.ReceiverFactory;
import dev.braid.collector.component.ReceiverPlan;
import dev.braid.config.ConfigNode;
import dev.braid.config.Section;
import dev.braid.otlp.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code prometheus}: scrapes pages as Prometheus does. */
public final class PrometheusReceiverFactory implements ReceiverFactory {
  @Override
  public String type() {
    return "prometheus";
  }

  @Override
  public Set<Signal> signals() {
    return Set.of(Signal.METRICS);
  }

  @Override
  public ReceiverPlan prepare(String name, Section section) {
    Section config = section.section("config");
    Section global = config.section("global");
    section.ignored("report_extra_scrape_metrics", "the usual scrape_ metrics are always there");
    for (String key :
        List.of("trim_metric_suffixes", "use_start_time_metric", "target_allocator")) {
      if (section.has(key) && !section.string(key, "").equals("false")) {
        section.fault(key, "is not supported yet");
      }
    }
    List<ScrapeJob> jobs = new ArrayList<>();
    List<ConfigNode> items = config.items("scrape_configs");
    for (int i = 0; i < items.size(); i++) {
      Section job =
          Section.of(
              config.pathOf("scrape_configs") + "[" + i + "]", items.get(i), section.faults());
      jobs.add(ScrapeJob.read(job, global));
      job.rejectUnknownKeys();
    }
    if (jobs.isEmpty()) {
      config.fault("scrape_configs", "is missing, needs at least one entry");
    }
    return (intakes, environment) -> PrometheusReceiver.start(name, jobs, intakes, environment);
  }
}
