/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BatchTest {
  private static final int ROUNDS = 40;

  @ParameterizedTest
  @EnumSource
  void merge_isConcatenation(Signal signal) throws Exception {
    RandomRequests requests = new RandomRequests(RandomRequests.SEED);
    Message first = requests.next(signal);
    Message second = requests.next(signal);
    Batch one =
        Batch.of(signal, first.toByteArray()).withReceived(2).withMetadata(Map.of("a", "b"));
    Batch two = Batch.of(signal, second.toByteArray()).withReceived(1);

    Batch merged = Batch.merge(List.of(one, two));

    ByteArrayOutputStream written = new ByteArrayOutputStream();
    merged.writeTo(written);
    Message expected = first.toBuilder().mergeFrom(second).build();
    assertThat(first.getParserForType().parseFrom(written.toByteArray())).isEqualTo(expected);
    assertThat(merged.toByteArray()).isEqualTo(written.toByteArray());
    assertThat(merged.sizeBytes()).isEqualTo(one.sizeBytes() + two.sizeBytes());
    assertThat(merged.itemCount()).isEqualTo(one.itemCount() + two.itemCount());
    assertThat(merged.receivedEpochNanos()).isEqualTo(1);
    assertThat(merged.metadata()).containsEntry("a", "b");
  }

  @Test
  void merge_refusesTwoSignals() {
    assertThatThrownBy(
            () ->
                Batch.merge(
                    List.of(
                        Batch.of(Signal.LOGS, new byte[0]), Batch.of(Signal.TRACES, new byte[0]))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("TRACES");
  }

  @Test
  void splitSpans_keepsOrderWrappersAndLimit() throws Exception {
    RandomRequests requests = new RandomRequests(RandomRequests.SEED);
    for (int round = 0; round < ROUNDS; round++) {
      Batch batch =
          Batch.merge(
              List.of(
                  Batch.of(Signal.TRACES, requests.next(Signal.TRACES).toByteArray()),
                  Batch.of(Signal.TRACES, requests.next(Signal.TRACES).toByteArray())));
      int limit = 1 + round % 5;

      List<Batch> parts = batch.split(limit);

      List<Object> actual = new ArrayList<>();
      for (Batch part : parts) {
        assertThat(part.itemCount()).isBetween(1, limit);
        List<Object> spans = spans(part);
        assertThat(spans).hasSize(part.itemCount());
        actual.addAll(spans);
      }
      assertThat(actual).as("round %d", round).isEqualTo(spans(batch));
      assertThat(parts).hasSize((batch.itemCount() + limit - 1) / limit);
    }
  }

  private static List<Object> spans(Batch batch) throws Exception {
    List<Object> result = new ArrayList<>();
    ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(batch.toByteArray());
    for (ResourceSpans resource : request.getResourceSpansList()) {
      for (ScopeSpans scope : resource.getScopeSpansList()) {
        for (Span span : scope.getSpansList()) {
          result.add(
              List.of(
                  resource.getResource(),
                  resource.getSchemaUrl(),
                  scope.getScope(),
                  scope.getSchemaUrl(),
                  span));
        }
      }
    }
    return result;
  }

  @Test
  void splitMetric_cutsBetweenItsPoints() throws Exception {
    ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
    Metric.Builder metric =
        request
            .addResourceMetricsBuilder()
            .addScopeMetricsBuilder()
            .addMetricsBuilder()
            .setName("m")
            .setUnit("s");
    metric.getSumBuilder().setIsMonotonic(true).setAggregationTemporalityValue(2);
    for (int i = 0; i < 10; i++) {
      metric.getSumBuilder().addDataPoints(NumberDataPoint.newBuilder().setAsInt(i));
    }
    Batch batch = Batch.of(Signal.METRICS, request.build().toByteArray());

    List<Batch> parts = batch.split(4);

    List<Long> values = new ArrayList<>();
    for (Batch part : parts) {
      Metric cut =
          ExportMetricsServiceRequest.parseFrom(part.toByteArray())
              .getResourceMetrics(0)
              .getScopeMetrics(0)
              .getMetrics(0);
      assertThat(cut.getName() + cut.getUnit()).isEqualTo("ms");
      assertThat(cut.getSum().getIsMonotonic()).isTrue();
      assertThat(cut.getSum().getAggregationTemporalityValue()).isEqualTo(2);
      cut.getSum().getDataPointsList().forEach(point -> values.add(point.getAsInt()));
    }
    assertThat(parts).extracting(Batch::itemCount).containsExactly(4, 4, 2);
    assertThat(values).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
  }

  @ParameterizedTest
  @EnumSource
  void split_losesNoItem(Signal signal) {
    RandomRequests requests = new RandomRequests(RandomRequests.SEED);
    OtlpValidator validator = new OtlpValidator(Limits.DEFAULT);
    for (int round = 0; round < ROUNDS; round++) {
      Batch batch = Batch.of(signal, requests.next(signal).toByteArray());

      int items = 0;
      for (Batch part : batch.split(1 + round % 7)) {
        Validation checked = validator.validate(signal, part.toByteArray());
        assertThat(checked.isAccepted()).isTrue();
        assertThat(((Validation.Accepted) checked).itemCount()).isEqualTo(part.itemCount());
        items += part.itemCount();
      }

      assertThat(items).as("round %d", round).isEqualTo(batch.itemCount());
    }
  }

  @Test
  void smallBatch_isNotSplit() {
    Batch batch = Batch.of(Signal.LOGS, new byte[0]);

    assertThat(batch.split(1)).containsExactly(batch);
  }

  @Test
  void fanOut_sharesBytes_andSettlesWithTheLastBranch() {
    List<String> outcomes = new ArrayList<>();
    Acknowledgement root = Acknowledgement.root(f -> outcomes.add(String.valueOf(f)));
    Batch batch = Batch.of(Signal.LOGS, new byte[] {10, 0}).withAcknowledgement(root);

    List<Batch> branches = batch.fanOut(2);

    assertThat(branches.get(1).sliceArray(0)).isSameAs(batch.sliceArray(0));
    branches.get(0).acknowledgement().succeed();
    assertThat(outcomes).isEmpty();
    branches.get(1).acknowledgement().succeed();
    assertThat(outcomes).containsExactly("null");
  }
}
