/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.RequestHeaders;
import dev.braid.exporters.ExporterContract;
import dev.braid.exporters.MetricSamples;
import dev.braid.exporters.Outcome;
import dev.braid.exporters.Samples;
import dev.braid.exporters.SettingsFixture;
import dev.braid.otlp.Batch;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class PrometheusExporterIT extends ExporterContract {

  private static final String OPEN_METRICS =
      "application/openmetrics-text;version=1.0.0;q=0.6,text/plain;version=0.0.4;q=0.3";

  @Override
  protected String type() {
    return "prometheus";
  }

  @Override
  protected Map<String, ?> settings() {
    return Map.of("endpoint", "127.0.0.1:0", "const_labels", Map.of("via", "t"));
  }

  @Override
  protected Batch batch() {
    return Samples.metrics(MetricSamples.gauge("heap", "By", 1));
  }

  private int port() {
    return ((PrometheusExporter) exporter).port();
  }

  private AggregatedHttpResponse scrape(String accept) {
    WebClient client = WebClient.of("http://127.0.0.1:" + port());
    return client
        .execute(RequestHeaders.of(HttpMethod.GET, "/metrics", "accept", accept))
        .aggregate()
        .join();
  }

  @Test
  void openMetricsPage_hasExemplarsUnitsAndTarget() throws Exception {
    Outcome outcome =
        export(
            Samples.metrics(
                MetricSamples.counter(
                    "http.requests", MetricSamples.CUMULATIVE, Samples.TIME_NANOS, 7),
                MetricSamples.histogram("http.server.request.duration")));

    AggregatedHttpResponse page = scrape(OPEN_METRICS);

    String labels =
        "instance=\"i-1\",job=\"demo/shop\",otel_scope_name=\"lib\",otel_scope_version=\"1.2\"";
    String exemplar =
        "# {span_id=\"b7ad6b7169203331\",trace_id=\"0af7651916cd43dd8448eb211c80319c\"} ";
    String histogram = "http_server_request_duration_seconds";
    assertThat(outcome).isEqualTo(Outcome.delivered());
    assertThat(page.contentType().toString()).startsWith("application/openmetrics-text");
    assertThat(page.contentUtf8())
        .isEqualTo(
            String.join(
                "\n",
                "# HELP http_requests Requests \\\"seen\\\"",
                "# TYPE http_requests counter",
                "http_requests_total{http_route=\"/pay\","
                    + labels
                    + ",via=\"t\"} 7 "
                    + exemplar
                    + "1 1700000000.123",
                "# HELP " + histogram + " ",
                "# TYPE " + histogram + " histogram",
                "# UNIT " + histogram + " seconds",
                histogram + "_bucket{" + labels + ",via=\"t\",le=\"0.1\"} 1",
                histogram
                    + "_bucket{"
                    + labels
                    + ",via=\"t\",le=\"1.0\"} 3 "
                    + exemplar
                    + "0.5 1700000000.123",
                histogram + "_bucket{" + labels + ",via=\"t\",le=\"+Inf\"} 6",
                histogram + "_sum{" + labels + ",via=\"t\"} 4.5",
                histogram + "_count{" + labels + ",via=\"t\"} 6",
                "# HELP target Target metadata",
                "# TYPE target info",
                "target_info{host_name=\"box\",instance=\"i-1\",job=\"demo/shop\",via=\"t\"} 1",
                "# EOF",
                ""));
  }

  @Test
  void classicPage_isTheDefault_withoutExemplars() throws Exception {
    export(
        Samples.metrics(
            MetricSamples.counter(
                "http.requests", MetricSamples.CUMULATIVE, Samples.TIME_NANOS, 7)));

    AggregatedHttpResponse page = scrape("*/*");

    assertThat(page.contentType().toString()).startsWith("text/plain; version=0.0.4");
    assertThat(page.contentUtf8())
        .contains("# TYPE http_requests_total counter\n", "# TYPE target_info gauge\n")
        .doesNotContain("trace_id", "# EOF", "# UNIT");
  }

  @Test
  void exponentialHistogram_isShownWithBounds() throws Exception {
    export(
        Samples.metrics(
            MetricSamples.exponential("lag", MetricSamples.CUMULATIVE, Samples.TIME_NANOS)));

    assertThat(scrape(OPEN_METRICS).contentUtf8())
        .contains("le=\"0.0\"} 1\n", "le=\"1.0\"} 3\n", "le=\"2.0\"} 3\n", "le=\"4.0\"} 10 # {")
        .contains("lag_seconds_count", "le=\"+Inf\"} 10\n");
  }

  @Test
  void deltas_addUpOnThePage() throws Exception {
    for (int i = 0; i < 3; i++) {
      export(
          Samples.metrics(
              MetricSamples.counter("jobs", MetricSamples.DELTA, Samples.TIME_NANOS + i, 5)));
    }

    assertThat(scrape("text/plain").contentUtf8()).containsPattern("jobs_total\\{.*} 15\n");
  }

  @Test
  void takenPort_isAnIoException() {
    Map<String, ?> settings = Map.of("endpoint", "127.0.0.1:" + port());

    assertThatThrownBy(() -> SettingsFixture.start("prometheus", settings))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot listen on");
  }

  @Test
  void seriesThatEnds_leavesThePage_andComesBackWithItsNextPoint() throws Exception {
    export(Samples.metrics(MetricSamples.gauge("heap", "By", 1)));
    export(Samples.metrics(MetricSamples.gauge("threads", "", 2)));

    export(Samples.metrics(MetricSamples.ended(MetricSamples.gauge("heap", "By", 1))));
    String afterTheEnd = scrape("text/plain").contentUtf8();
    export(Samples.metrics(MetricSamples.gauge("heap", "By", 3)));
    String afterTheReturn = scrape("text/plain").contentUtf8();

    assertThat(afterTheEnd).doesNotContain("heap_bytes").contains("threads{");
    assertThat(afterTheReturn).containsPattern("heap_bytes\\{.*} 3\n");
  }

  @Test
  void seriesThatFallsSilent_leavesThePage_afterTheExpiry() throws Exception {
    AtomicLong now = new AtomicLong();
    PrometheusSettings settings =
        PrometheusSettings.read(
            SettingsFixture.settings(Map.of("endpoint", "127.0.0.1:0", "metric_expiration", "1m")));
    exporter.close();
    exporter = PrometheusExporter.start(settings, now::get);
    export(batch());

    now.set(Duration.ofMinutes(1).toNanos());
    String atTheExpiry = scrape("text/plain").contentUtf8();
    now.incrementAndGet();
    String afterTheExpiry = scrape("text/plain").contentUtf8();

    assertThat(atTheExpiry).contains("heap_bytes{");
    assertThat(afterTheExpiry).doesNotContain("heap_bytes");
  }
}
