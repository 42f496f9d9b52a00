/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.Server;
import dev.braid.collector.receiver.ReceiverFixture;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PrometheusReceiverIT {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private volatile String page = "";
  private volatile String type = TextFormat.CONTENT_TYPE_004;
  private volatile HttpStatus status = HttpStatus.OK;
  private Server server;

  @BeforeEach
  void serve() {
    server =
        Server.builder()
            .http(new java.net.InetSocketAddress("127.0.0.1", 0))
            .gracefulShutdownTimeout(Duration.ZERO, Duration.ZERO)
            .service(
                "/metrics",
                (context, request) ->
                    request.headers().get(HttpHeaderNames.AUTHORIZATION, "").equals("Bearer s3cret")
                        ? HttpResponse.of(status, MediaType.parse(type), page)
                        : HttpResponse.of(HttpStatus.UNAUTHORIZED))
            .build();
    server.start().join();
  }

  @AfterEach
  void stop() {
    server.stop().join();
  }

  @Test
  void pageOfSimpleclient_becomesMetrics_withTargetAsResource() throws Exception {
    CollectorRegistry registry = new CollectorRegistry();
    io.prometheus.client.Counter sold =
        io.prometheus.client.Counter.build("sold", "Things sold.")
            .labelNames("kind")
            .register(registry);
    sold.labels("a \"b\"\n").inc(3);
    io.prometheus.client.Histogram time =
        io.prometheus.client.Histogram.build("time", "Time.").buckets(1, 2).register(registry);
    time.observe(0.5);
    time.observe(5);
    io.prometheus.client.Summary.build("size", "Size.")
        .quantile(0.5, 0.1)
        .register(registry)
        .observe(4);
    StringWriter text = new StringWriter();
    TextFormat.write004(text, registry.metricFamilySamples());
    page = text.toString();

    try (ReceiverFixture receiver = receiver("")) {
      Map<String, Metric> metrics = take(receiver, 1);

      NumberDataPoint point =
          metrics.getOrDefault("sold_total", Metric.getDefaultInstance()).getSum().getDataPoints(0);
      assertThat(
              metrics
                  .getOrDefault("sold_total", Metric.getDefaultInstance())
                  .getSum()
                  .getIsMonotonic())
          .isTrue();
      assertThat(metrics.getOrDefault("sold_total", Metric.getDefaultInstance()).getDescription())
          .isEqualTo("Things sold.");
      assertThat(point.getAsDouble()).isEqualTo(3);
      assertThat(point.getAttributesList())
          .extracting(KeyValue::getKey)
          .containsExactlyInAnyOrder("kind", "env");
      HistogramDataPoint histogram =
          metrics.getOrDefault("time", Metric.getDefaultInstance()).getHistogram().getDataPoints(0);
      assertThat(histogram.getBucketCountsList()).containsExactly(1L, 0L, 1L);
      assertThat(histogram.getExplicitBoundsList()).containsExactly(1.0, 2.0);
      assertThat(histogram.getSum()).isEqualTo(5.5);
      assertThat(
              metrics
                  .getOrDefault("size", Metric.getDefaultInstance())
                  .getSummary()
                  .getDataPoints(0)
                  .getQuantileValues(0)
                  .getValue())
          .isEqualTo(4);
      assertThat(
              metrics
                  .getOrDefault("up", Metric.getDefaultInstance())
                  .getGauge()
                  .getDataPoints(0)
                  .getAsDouble())
          .isEqualTo(1);
    }
  }

  @Test
  void openMetricsOfClientJava_keepsExemplarsAndCreatedTimes() throws Exception {
    PrometheusRegistry registry = new PrometheusRegistry();
    Counter.builder().name("sold").register(registry).inc();
    Histogram time =
        Histogram.builder()
            .name("time_seconds")
            .classicOnly()
            .classicUpperBounds(1, 2)
            .register(registry);
    time.observeWithExemplar(
        0.5, Labels.of("trace_id", TRACE, "span_id", "b7ad6b7169203331", "user", "u1"));
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    new OpenMetricsTextFormatWriter(true, true).write(text, registry.scrape());
    page = text.toString(StandardCharsets.UTF_8);
    type = OpenMetricsTextFormatWriter.CONTENT_TYPE;

    try (ReceiverFixture receiver = receiver("")) {
      Map<String, Metric> metrics = take(receiver, 1);

      NumberDataPoint sold =
          metrics.getOrDefault("sold_total", Metric.getDefaultInstance()).getSum().getDataPoints(0);
      assertThat(sold.getStartTimeUnixNano()).isPositive().isLessThan(sold.getTimeUnixNano());
      HistogramDataPoint histogram =
          metrics
              .getOrDefault("time_seconds", Metric.getDefaultInstance())
              .getHistogram()
              .getDataPoints(0);
      assertThat(histogram.getExemplars(0).getTraceId().toByteArray()).hasSize(16);
      assertThat(histogram.getExemplars(0).getFilteredAttributes(0).getKey()).isEqualTo("user");
      assertThat(histogram.getExemplars(0).getAsDouble()).isEqualTo(0.5);
    }
  }

  @Test
  void seriesThatGoes_isMarked_andAFailedScrapeIsDown() throws Exception {
    page = "# TYPE sold counter\nsold 5\n# TYPE heap gauge\nheap 1\n";

    try (ReceiverFixture receiver = receiver("")) {
      NumberDataPoint first =
          take(receiver, 1)
              .getOrDefault("sold", Metric.getDefaultInstance())
              .getSum()
              .getDataPoints(0);
      page = "# TYPE sold counter\nsold 7\n";
      Map<String, Metric> second = until(receiver, "heap", 1);
      assertThat(
              second
                  .getOrDefault("sold", Metric.getDefaultInstance())
                  .getSum()
                  .getDataPoints(0)
                  .getStartTimeUnixNano())
          .isEqualTo(first.getStartTimeUnixNano());
      status = HttpStatus.INTERNAL_SERVER_ERROR;
      Map<String, Metric> third = until(receiver, "sold", 1);

      assertThat(
              third
                  .getOrDefault("up", Metric.getDefaultInstance())
                  .getGauge()
                  .getDataPoints(0)
                  .getAsDouble())
          .isZero();
      assertThat(receiver.metrics()).contains("otelcol_receiver_failed_scrapes_total");
    }
  }

  @Test
  void relabelling_dropsAndRenames() throws Exception {
    page = "go_threads 5\nhttp_requests{code=\"500\"} 2\n";

    try (ReceiverFixture receiver =
        receiver(
            """
                  metric_relabel_configs:
                  - source_labels: [__name__]
                    regex: go_.*
                    action: drop
                  - source_labels: [code]
                    regex: (.)..
                    target_label: class
                    replacement: ${1}xx
            """)) {
      Map<String, Metric> metrics = take(receiver, 1);

      assertThat(metrics).doesNotContainKey("go_threads");
      assertThat(
              metrics
                  .getOrDefault("http_requests", Metric.getDefaultInstance())
                  .getGauge()
                  .getDataPoints(0)
                  .getAttributesList())
          .extracting(pair -> pair.getKey() + "=" + pair.getValue().getStringValue())
          .contains("class=5xx", "code=500");
      assertThat(
              metrics
                  .getOrDefault("scrape_samples_scraped", Metric.getDefaultInstance())
                  .getGauge()
                  .getDataPoints(0)
                  .getAsDouble())
          .isEqualTo(2);
    }
  }

  @Test
  void damagedPages_neverBreakTheReader() {
    long seed = 20261125;
    Random random = new Random(seed);
    String good =
        "# TYPE t histogram\nt_bucket{le=\"1\"} 1 # {trace_id=\"a\"} 1 2\nt_bucket{le=\"+Inf\"} 2\n"
            + "t_sum 3\nt_count 2\n# TYPE c counter\nc_total{a=\"\\\"\"} 1 1700000000\n";
    int refused = 0;
    for (int round = 0; round < 5000; round++) {
      StringBuilder damaged = new StringBuilder(good);
      for (int i = 0; i <= random.nextInt(4); i++) {
        damaged.setCharAt(random.nextInt(good.length()), (char) (9 + random.nextInt(120)));
      }
      try {
        Scrape scrape =
            new Scrape(true, 1, 1, 1, PageReader.read(damaged.toString(), round % 2 == 0));
        Target target = new Target(java.net.URI.create("http://a:1/"), Map.of("job", "j"));
        assertThat(new ScrapeWriter(target, true, new SeriesMemory()).write(scrape))
            .as("seed " + seed)
            .isNotEmpty();
      } catch (IOException e) {
        refused++;
      }
    }
    assertThat(refused).as("seed " + seed).isBetween(500, 4999);
  }

  private ReceiverFixture receiver(String more) throws IOException {
    String yaml =
        """
        config:
          scrape_configs:
          - job_name: shop
            scrape_interval: 200ms
            scrape_timeout: 200ms
            authorization:
              credentials: s3cret
            static_configs:
            - targets: ["127.0.0.1:%d"]
              labels: {env: test}
        """
            .formatted(server.activeLocalPort());
    return new ReceiverFixture(new PrometheusReceiverFactory(), yaml + dollars(more));
  }

  /** A configuration's own substitution takes {@code $$} for a dollar. */
  private static String dollars(String yaml) {
    return yaml.isEmpty()
        ? ""
        : ("    " + yaml.strip().replace("\n      ", "\n    ")).replace("$", "$$") + "\n";
  }

  /** The first request in which metric {@code name} carries {@code flags}. */
  private static Map<String, Metric> until(ReceiverFixture receiver, String name, int flags)
      throws Exception {
    for (int i = 0; i < 50; i++) {
      ExportMetricsServiceRequest request =
          ExportMetricsServiceRequest.parseFrom(receiver.take().toByteArray());
      Map<String, Metric> metrics = metrics(request);
      Metric metric = metrics.get(name);
      if (metric != null
          && (metric.hasGauge()
                  ? metric.getGauge().getDataPoints(0).getFlags()
                  : metric.getSum().getDataPoints(0).getFlags())
              == flags) {
        return metrics;
      }
    }
    throw new AssertionError("no point of " + name + " with flags " + flags);
  }

  private Map<String, Metric> take(ReceiverFixture receiver, double up) throws Exception {
    ExportMetricsServiceRequest request =
        ExportMetricsServiceRequest.parseFrom(receiver.take().toByteArray());
    Map<String, Metric> metrics = metrics(request);
    assertThat(
            metrics
                .getOrDefault("up", Metric.getDefaultInstance())
                .getGauge()
                .getDataPoints(0)
                .getAsDouble())
        .isEqualTo(up);
    assertThat(request.getResourceMetrics(0).getResource().getAttributesList())
        .extracting(pair -> pair.getKey() + "=" + pair.getValue().getStringValue())
        .contains("service.name=shop", "service.instance.id=127.0.0.1:" + server.activeLocalPort());
    return metrics;
  }

  private static Map<String, Metric> metrics(ExportMetricsServiceRequest request) {
    Map<String, Metric> metrics = new LinkedHashMap<>();
    request
        .getResourceMetrics(0)
        .getScopeMetrics(0)
        .getMetricsList()
        .forEach(metric -> metrics.put(metric.getName(), metric));
    return metrics;
  }
}
