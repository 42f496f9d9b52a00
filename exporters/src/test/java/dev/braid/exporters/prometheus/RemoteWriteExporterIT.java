/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import dev.braid.exporters.BackEndStub;
import dev.braid.exporters.MetricSamples;
import dev.braid.exporters.ProtoFields;
import dev.braid.exporters.Samples;
import dev.braid.exporters.SendingExporterContract;
import dev.braid.exporters.http.SnappyTest;
import dev.braid.otlp.Batch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class RemoteWriteExporterIT extends SendingExporterContract {

  @Override
  protected String type() {
    return "prometheusremotewrite";
  }

  @Override
  protected Map<String, ?> settings(BackEndStub backEnd) {
    return Map.of(
        "endpoint", backEnd.url() + "/api/v1/write",
        "external_labels", Map.of("cluster", "c1"),
        "resource_to_telemetry_conversion", Map.of("enabled", true));
  }

  @Override
  protected Batch batch() {
    return Samples.metrics(MetricSamples.histogram("http.server.request.duration"));
  }

  @Override
  protected HttpResponse delivered() {
    return HttpResponse.of(204);
  }

  @Override
  protected HttpResponse retryable() {
    return HttpResponse.of(500);
  }

  @Override
  protected HttpResponse rejected() {
    return HttpResponse.of(HttpStatus.BAD_REQUEST, MediaType.PLAIN_TEXT, "bad telemetry");
  }

  private static Map<String, String> labels(ProtoFields message) {
    Map<String, String> labels = new LinkedHashMap<>();
    message.messages(1).forEach(label -> labels.put(label.text(1), label.text(2)));
    return labels;
  }

  private Map<String, ProtoFields> sent() {
    Map<String, ProtoFields> byName = new LinkedHashMap<>();
    byte[] body = backEnd.requests().get(backEnd.requests().size() - 1).content().array();
    for (ProtoFields series : ProtoFields.parse(SnappyTest.decompress(body)).messages(1)) {
      Map<String, String> labels = labels(series);
      assertThat(new ArrayList<>(labels.keySet())).isSorted();
      byName.put(labels.get("__name__") + labels.getOrDefault("le", ""), series);
    }
    return byName;
  }

  private ProtoFields sent(String name) {
    return Objects.requireNonNull(sent().get(name), name);
  }

  @Test
  void explicitHistogram_becomesClassicSeries_withItsExemplar() throws Exception {
    export(batch());

    Map<String, ProtoFields> sent = sent();
    String name = "http_server_request_duration_seconds";
    assertThat(sent.keySet())
        .containsExactly(
            name + "_bucket0.1",
            name + "_bucket1.0",
            name + "_bucket+Inf",
            name + "_sum",
            name + "_count",
            "target_info");
    ProtoFields bucket = sent(name + "_bucket1.0");
    assertThat(labels(bucket))
        .containsEntry("job", "demo/shop")
        .containsEntry("host_name", "box")
        .containsEntry("cluster", "c1");
    assertThat(bucket.messages(2).get(0).number(1)).isEqualTo(3);
    assertThat(bucket.messages(2).get(0).varint(2)).isEqualTo(Samples.TIME_NANOS / 1_000_000);
    assertThat(labels(bucket.messages(3).get(0)))
        .containsEntry("trace_id", "0af7651916cd43dd8448eb211c80319c");
    assertThat(request().headers().get("x-prometheus-remote-write-version")).isEqualTo("0.1.0");
  }

  @Test
  void exponentialHistogram_becomesANativeOne() throws Exception {
    export(
        Samples.metrics(
            MetricSamples.exponential("lag", MetricSamples.CUMULATIVE, Samples.TIME_NANOS)));

    ProtoFields histogram = sent("lag_seconds").messages(4).get(0);
    assertThat(histogram.varint(1)).isEqualTo(10);
    assertThat(histogram.number(3)).isEqualTo(20);
    assertThat(histogram.sint(4)).isZero();
    assertThat(histogram.varint(6)).isEqualTo(1);
    List<Long> spans = new ArrayList<>();
    for (ProtoFields span : histogram.messages(11)) {
      spans.add(span.sint(1));
      spans.add(span.varint(2));
    }
    // Buckets (0.5, 1] and (2, 4]: Prometheus's 0 and, one left out, 2.
    assertThat(spans).containsExactly(0L, 1L, 1L, 1L);
    assertThat(histogram.bytes(12)).containsExactly(2 << 1, 5 << 1);
  }

  @Test
  void deltaSentAgain_afterAFailure_countsOnce() throws Exception {
    Batch first =
        Samples.metrics(MetricSamples.counter("jobs", MetricSamples.DELTA, Samples.TIME_NANOS, 5));
    backEnd.answer(this::retryable);
    export(first);
    backEnd.answer(this::delivered);

    export(first);

    assertThat(sent("jobs_total").messages(2).get(0).number(1)).isEqualTo(5);
  }

  @Test
  void seriesThatEnds_isMarkedStale() throws Exception {
    export(Samples.metrics(MetricSamples.ended(MetricSamples.gauge("heap", "By", 1))));

    double value = sent("heap_bytes").messages(2).get(0).number(1);

    // The NaN by which Prometheus knows the end of a series (model/value/value.go, StaleNaN).
    assertThat(Double.doubleToRawLongBits(value)).isEqualTo(0x7ff0000000000002L);
  }
}
