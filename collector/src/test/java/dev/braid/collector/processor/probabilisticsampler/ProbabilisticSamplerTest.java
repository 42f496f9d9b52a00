/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.probabilisticsampler;

import static dev.braid.collector.processor.Processing.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ByteString;
import dev.braid.collector.processor.Processing;
import dev.braid.otlp.Signal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProbabilisticSamplerTest {
  private static final ProbabilisticSamplerFactory FACTORY = new ProbabilisticSamplerFactory();
  private static final String HIGH = "00000000000000000080000000000000";
  private static final String LOW = "0000000000000000007fffffffffffff";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mode: equalizing, sampling_percentage: 50 | " + HIGH + " | '' | ot=th:8",
        "mode: equalizing, sampling_percentage: 50 | " + LOW + " | '' | dropped",
        "mode: equalizing, sampling_percentage: 50 | " + HIGH + " | ot=th:4 | ot=th:8",
        "mode: equalizing, sampling_percentage: 50 | "
            + LOW
            + " | ot=rv:c0000000000000 | ot=rv:c0000000000000;th:8",
        "mode: equalizing, sampling_percentage: 50 | "
            + LOW
            + " | ot=th:c;rv:d0000000000000 | ot=rv:d0000000000000;th:c",
        "mode: proportional, sampling_percentage: 50 | "
            + LOW
            + " | ot=th:8;rv:d0000000000000 | ot=rv:d0000000000000;th:c",
        "mode: proportional, sampling_percentage: 50 | "
            + LOW
            + " | ot=th:8;rv:b0000000000000 | dropped",
        "mode: proportional, sampling_percentage: 100 | " + LOW + " | '' | ot=th:0",
        "mode: proportional, sampling_percentage: 50 | "
            + HIGH
            + " | 'a=1 , ot=x:y,b@c=2' | ot=th:8;x:y,a=1,b@c=2",
        // An arriving threshold above the randomness is not true: kept open, and cleared.
        "mode: equalizing, sampling_percentage: 50, fail_closed: false | "
            + LOW
            + " | ot=th:8 | ot=th:0",
        "mode: equalizing, sampling_percentage: 50, fail_closed: true | "
            + LOW
            + " | ot=th:8 | dropped",
        "mode: equalizing, sampling_percentage: 50, fail_closed: false | "
            + LOW
            + " | ot=th:xyz | ot=th:xyz",
        "mode: equalizing, sampling_percentage: 50, fail_closed: true | "
            + HIGH
            + " | 'BAD' | dropped",
        "sampling_percentage: 0 | " + HIGH + " | '' | dropped",
        "sampling_percentage: 200 | " + LOW + " | '' | ot=th:0",
        "sampling_percentage: 10, sampling_precision: 2 | "
            + "000000000000000000ffffffffffffff | '' | ot=th:e6",
        "sampling_percentage: 10 | 000000000000000000ffffffffffffff | '' | ot=th:e666",
        "sampling_percentage: 1 | 000000000000000000ffffffffffffff | '' | ot=th:fd70a",
        // Hashing leaves the values of another sampler alone, and keeps what has them.
        "mode: hash_seed, sampling_percentage: 1, fail_closed: false | "
            + LOW
            + " | ot=th:0 | ot=th:0",
        "hash_seed: 22, sampling_percentage: 1, fail_closed: false | "
            + LOW
            + " | ot=rv:d0000000000000 | ot=rv:d0000000000000",
      })
  void span_isKeptWithThisTraceState(String settings, String traceId, String before, String after)
      throws Exception {
    try (Processing processing = Processing.of(FACTORY, Signal.TRACES, "{" + settings + "}")) {

      ExportTraceServiceRequest result = processing.apply(traces(traceId, before));

      assertThat(result)
          .isEqualTo(
              after.equals("dropped")
                  ? ExportTraceServiceRequest.getDefaultInstance()
                  : traces(traceId, after));
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 100, false", "1, 0, true", "-1, 100, true", "'0', 100, false", "'2.5', 0, true"})
  void samplingPriorityOfASpan_decides(String priority, int percentage, boolean kept)
      throws Exception {
    try (Processing processing =
        Processing.of(FACTORY, Signal.TRACES, "{sampling_percentage: " + percentage + "}")) {
      ExportTraceServiceRequest.Builder request = traces(LOW, "").toBuilder();
      request
          .getResourceSpansBuilder(0)
          .getScopeSpansBuilder(0)
          .getSpansBuilder(0)
          .addAttributes(attribute("sampling.priority", priority));

      ExportTraceServiceRequest result = processing.apply(request.build());

      assertThat(result.getResourceSpansCount()).isEqualTo(kept ? 1 : 0);
      if (!priority.equals("-1")) {
        assertThat(processing.metrics())
            .contains(
                "otelcol_processor_probabilistic_sampler_count_traces_sampled_total{"
                    + "policy=\"sampling_priority\",sampled=\""
                    + kept
                    + "\"} 1.0");
      }
    }
  }

  @Test
  void logs_areSampledByTraceIdAttributeOrTheirOwnPriority() throws Exception {
    assertThat(keptLog("{sampling_percentage: 50}", HIGH))
        .isEqualTo(log(HIGH, attribute("sampling.threshold", "8")));
    assertThat(keptLog("{sampling_percentage: 50}", LOW)).isNull();
    assertThat(keptLog("{sampling_percentage: 50, fail_closed: false}", ""))
        .isEqualTo(log("", th("0")));
    assertThat(keptLog("{sampling_percentage: 50}", "")).isNull();
    assertThat(
            keptLog(
                "{sampling_percentage: 100, attribute_source: record, from_attribute: id}",
                HIGH,
                attribute("id", "x")))
        .isNotNull()
        .satisfies(
            log ->
                assertThat(log.getAttributesList())
                    .extracting(KeyValue::getKey)
                    .containsExactly("id", "sampling.randomness", "sampling.threshold"));
    assertThat(keptLog("{sampling_percentage: 0, sampling_priority: p}", LOW, attribute("p", 100)))
        .isEqualTo(log(LOW, attribute("p", 100), th("0")));
  }

  @Test
  void higherPercentage_keepsAllThatALowerOneKeeps_andTheShareIsRight() throws Exception {
    for (String mode : new String[] {"hash_seed", "equalizing", "proportional"}) {
      long seed = 20260102;
      Set<ByteString> low = keptOfRandom(mode, 10, seed);
      Set<ByteString> high = keptOfRandom(mode, 35, seed);

      assertThat(high).as(mode + " seed " + seed).containsAll(low);
      assertThat(low.size() / 20_000.0).as(mode).isEqualTo(0.10, within(0.01));
      assertThat(high.size() / 20_000.0).as(mode).isEqualTo(0.35, within(0.015));
    }
  }

  @Test
  void thresholds_ofRandomProbabilities_agreeWithTheirText() {
    long seed = 7;
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      double probability =
          Math.max(Threshold.MIN_PROBABILITY, Math.pow(random.nextDouble(), 1 + random.nextInt(8)));
      int precision = 1 + random.nextInt(14);

      long threshold = Threshold.ofProbability(probability, precision);

      assertThat(threshold).as("seed %s, %s", seed, probability).isBetween(0L, Threshold.NEVER);
      assertThat(Threshold.probability(threshold))
          .as("seed %s, %s digits of %s", seed, precision, probability)
          .isEqualTo(
              probability,
              within(
                  Math.max(Threshold.MIN_PROBABILITY, probability * Math.pow(16, 1 - precision))));
      String text = Threshold.format(threshold);
      if (text != null) {
        assertThat(Threshold.parse(text)).isEqualTo(threshold);
      }
    }
  }

  @Test
  void faults_nameThePlaceAndWhatIsAllowed() {
    assertThat(
            Processing.faults(
                FACTORY,
                """
                sampling_percentage: -1
                sampling_precision: 15
                mode: equal
                attribute_source: traceid
                hash_seed: -3
                """))
        .contains("f.yaml:1:22 sampling_percentage: found '-1'")
        .contains("sampling_precision: found '15', allowed a whole number from 1 to 14")
        .contains("mode: found 'equal', allowed one of hash_seed, equalizing, proportional")
        .contains("attribute_source: found 'traceid', allowed one of traceID, record")
        .contains("hash_seed: found '-3'");
  }

  private static Set<ByteString> keptOfRandom(String mode, int percentage, long seed)
      throws Exception {
    Random random = new Random(seed);
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    var scope = request.addResourceSpansBuilder().addScopeSpansBuilder();
    for (int i = 0; i < 20_000; i++) {
      byte[] id = new byte[16];
      random.nextBytes(id);
      scope.addSpansBuilder().setTraceId(ByteString.copyFrom(id));
    }
    try (Processing processing =
        Processing.of(
            FACTORY,
            Signal.TRACES,
            "{mode: " + mode + ", sampling_percentage: " + percentage + "}")) {
      Set<ByteString> kept = new HashSet<>();
      for (Span span :
          processing.apply(request.build()).getResourceSpans(0).getScopeSpans(0).getSpansList()) {
        kept.add(span.getTraceId());
      }
      return kept;
    }
  }

  private static KeyValue th(String value) {
    return attribute("sampling.threshold", value);
  }

  private static @org.jspecify.annotations.Nullable LogRecord keptLog(
      String settings, String traceId, KeyValue... attributes) throws Exception {
    ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
    request.addResourceLogsBuilder().addScopeLogsBuilder().addLogRecords(log(traceId, attributes));
    try (Processing processing = Processing.of(FACTORY, Signal.LOGS, settings)) {
      ExportLogsServiceRequest result = processing.apply(request.build());
      return result.getResourceLogsCount() == 0
          ? null
          : result.getResourceLogs(0).getScopeLogs(0).getLogRecords(0);
    }
  }

  private static LogRecord log(String traceId, KeyValue... attributes) {
    return LogRecord.newBuilder()
        .setTraceId(ByteString.copyFrom(HexFormat.of().parseHex(traceId)))
        .addAllAttributes(java.util.List.of(attributes))
        .build();
  }

  private static ExportTraceServiceRequest traces(String traceId, String traceState) {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    request
        .addResourceSpansBuilder()
        .addScopeSpansBuilder()
        .addSpansBuilder()
        .setTraceId(ByteString.copyFrom(HexFormat.of().parseHex(traceId)))
        .setTraceState(traceState);
    return request.build();
  }
}
