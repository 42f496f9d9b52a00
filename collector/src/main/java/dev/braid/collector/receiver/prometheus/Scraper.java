/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver.prometheus;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.client.WebClientBuilder;
import com.linecorp.armeria.client.encoding.DecodingClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.CommonPools;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import dev.braid.collector.component.Admission;
import dev.braid.collector.component.Environment;
import dev.braid.collector.component.Intake;
import dev.braid.otlp.Batch;
import dev.braid.otlp.Limits;
import dev.braid.otlp.OtlpValidator;
import dev.braid.otlp.Signal;
import dev.braid.otlp.Validation;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scrapes one target. One scrape is under way at a time; one that comes too early is left out and
 * counted. Thread-safe.
 */
final class Scraper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Scraper.class);
  private static final String ACCEPT =
      "application/openmetrics-text;version=1.0.0;q=0.9,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

  private final ScrapeJob job;
  private final Target target;
  private final Intake intake;
  private final Clock clock;
  private final ClientFactory factory;
  private final WebClient client;
  private final OtlpValidator validator =
      new OtlpValidator(
          new Limits(Limits.DEFAULT_MAX_DEPTH, 128 << 20, 1 << 22, Limits.DEFAULT_MAX_REPEATED));
  private final SeriesMemory memory = new SeriesMemory();
  private final AtomicBoolean isBusy = new AtomicBoolean();
  private final CounterDataPoint failed;
  private final CounterDataPoint skipped;
  private final CounterDataPoint dropped;
  private final CounterDataPoint accepted;
  private final CounterDataPoint refused;

  /** Guarded by isBusy. */
  private boolean wasUp = true;

  Scraper(String name, ScrapeJob job, Target target, Intake intake, Environment environment) {
    this.job = job;
    this.target = target;
    this.intake = intake;
    this.clock = environment.clock();
    this.factory =
        job.skipsVerification()
            ? ClientFactory.builder().tlsNoVerify().build()
            : ClientFactory.ofDefault();
    WebClientBuilder builder =
        WebClient.builder()
            .factory(factory)
            .responseTimeout(job.timeout())
            .maxResponseLength(job.maxBytes())
            .decorator(DecodingClient.newDecorator());
    this.client = builder.build();
    String[] labels = {"receiver", name, "transport", "http"};
    var telemetry = environment.telemetry();
    this.failed = telemetry.counter("receiver_failed_scrapes", labels);
    this.skipped = telemetry.counter("receiver_skipped_scrapes", labels);
    this.dropped = telemetry.items("receiver_dropped", Signal.METRICS, labels);
    this.accepted = telemetry.items("receiver_accepted", Signal.METRICS, labels);
    this.refused = telemetry.items("receiver_refused", Signal.METRICS, labels);
  }

  Duration interval() {
    return job.interval();
  }

  /** Begins a scrape; never throws, never blocks. */
  void scrape() {
    if (!isBusy.compareAndSet(false, true)) {
      skipped.inc();
      return;
    }
    Instant start = clock.instant();
    long startNanos = System.nanoTime();
    var headers =
        RequestHeaders.builder(HttpMethod.GET, target.uri().toString())
            .set(HttpHeaderNames.ACCEPT, ACCEPT)
            .set(
                "x-prometheus-scrape-timeout-seconds",
                Double.toString(job.timeout().toMillis() / 1000.0));
    if (!job.authorization().isEmpty()) {
      headers.set(HttpHeaderNames.AUTHORIZATION, job.authorization());
    }
    client
        .execute(headers.build())
        .aggregate()
        .handleAsync(
            (answer, error) -> {
              finish(start, (System.nanoTime() - startNanos) / 1e9, answer, error);
              return null;
            },
            CommonPools.blockingTaskExecutor());
  }

  private void finish(
      Instant start,
      double seconds,
      @Nullable AggregatedHttpResponse answer,
      @Nullable Throwable error) {
    try {
      long nanos = start.getEpochSecond() * 1_000_000_000L + start.getNano();
      Scrape scrape;
      try {
        scrape = read(answer, error, nanos, seconds);
        wasUp = true;
      } catch (IOException e) {
        failed.inc();
        if (wasUp) {
          LOG.warn("{} of {} failed, will go on trying: {}", job, target.uri(), e.toString());
        }
        wasUp = false;
        scrape = new Scrape(false, nanos, seconds, 0, List.of());
      }
      ScrapeWriter writer = new ScrapeWriter(target, job.honorsTimestamps(), memory);
      offer(writer.write(scrape));
      dropped.inc(writer.dropped());
    } catch (RuntimeException e) {
      failed.inc();
      LOG.error("{} of {} met a defect", job, target.uri(), e);
    } finally {
      isBusy.set(false);
    }
  }

  private Scrape read(
      @Nullable AggregatedHttpResponse answer,
      @Nullable Throwable error,
      long epochNanos,
      double seconds)
      throws IOException {
    if (answer == null) {
      throw new IOException("no answer", error);
    }
    if (!answer.status().equals(HttpStatus.OK)) {
      throw new IOException("status " + answer.status().code());
    }
    var type = answer.contentType();
    boolean isOpenMetrics = type != null && type.subtype().equals("openmetrics-text");
    List<Sample> page = PageReader.read(answer.contentUtf8(), isOpenMetrics);
    List<Sample> kept = new ArrayList<>(page.size());
    for (Sample sample : page) {
      Sample relabelled = relabel(sample);
      if (relabelled != null) {
        kept.add(relabelled);
      }
    }
    if (job.maxSamples() > 0 && kept.size() > job.maxSamples()) {
      throw new IOException(kept.size() + " samples, sample_limit is " + job.maxSamples());
    }
    return new Scrape(true, epochNanos, seconds, page.size(), kept);
  }

  private @Nullable Sample relabel(Sample sample) {
    Map<String, String> labels = new LinkedHashMap<>(sample.labels());
    target
        .labels()
        .forEach(
            (name, value) -> {
              String own = labels.get(name);
              if (own == null) {
                labels.put(name, value);
              } else if (!job.honorsLabels()) {
                labels.put("exported_" + name, own);
                labels.put(name, value);
              }
            });
    labels.put("__name__", sample.name());
    Map<String, String> result = RelabelRule.apply(job.sampleRules(), labels);
    if (result == null) {
      return null;
    }
    String name = result.remove("__name__");
    return name == null ? null : sample.with(name, result);
  }

  private void offer(byte[] request) {
    Validation validation = validator.validate(Signal.METRICS, request);
    if (!(validation instanceof Validation.Accepted whole) || request.length == 0) {
      failed.inc();
      LOG.warn("{} of {} gives more than can be sent on, or no valid text", job, target.uri());
      return;
    }
    Batch batch = whole.toBatch(Signal.METRICS).withReceived(clock.millis() * 1_000_000L);
    intake
        .offer(batch)
        .thenAccept(
            admission ->
                (admission instanceof Admission.Admitted ? accepted : refused)
                    .inc(batch.itemCount()));
  }

  @Override
  public void close() {
    if (job.skipsVerification()) {
      factory.close();
    }
  }
}
