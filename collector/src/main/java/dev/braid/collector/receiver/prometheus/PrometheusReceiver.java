/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver.prometheus;

import dev.braid.collector.component.Environment;
import dev.braid.collector.component.Intake;
import dev.braid.collector.component.Receiver;
import dev.braid.otlp.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Scrapes every target at its interval; targets start one after the other, not at once. */
final class PrometheusReceiver implements Receiver {
  /** The first scrapes are spread over this long, so that they do not come in one burst. */
  private static final Duration SPREAD = Duration.ofSeconds(1);

  private final List<ScheduledFuture<?>> schedules = new ArrayList<>();
  private final List<Scraper> scrapers = new ArrayList<>();

  private PrometheusReceiver() {}

  static PrometheusReceiver start(
      String name, List<ScrapeJob> jobs, Map<Signal, Intake> intakes, Environment environment) {
    PrometheusReceiver receiver = new PrometheusReceiver();
    Intake intake = intakes.get(Signal.METRICS);
    if (intake == null) {
      return receiver;
    }
    for (ScrapeJob job : jobs) {
      for (Target target : job.targets()) {
        receiver.scrapers.add(new Scraper(name, job, target, intake, environment));
      }
    }
    long gap = SPREAD.toNanos() / Math.max(1, receiver.scrapers.size());
    for (int i = 0; i < receiver.scrapers.size(); i++) {
      Scraper scraper = receiver.scrapers.get(i);
      long interval = scraper.interval().toNanos();
      receiver.schedules.add(
          environment
              .timer()
              .scheduleAtFixedRate(
                  scraper::scrape, Math.min(interval, i * gap), interval, TimeUnit.NANOSECONDS));
    }
    return receiver;
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of();
  }

  @Override
  public void close() {
    schedules.forEach(schedule -> schedule.cancel(false));
    scrapers.forEach(Scraper::close);
  }
}
