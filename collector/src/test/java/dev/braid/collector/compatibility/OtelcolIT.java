/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.compatibility;

import static dev.braid.collector.processor.Processing.attribute;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.braid.collector.component.ProcessorFactory;
import dev.braid.collector.processor.Processing;
import dev.braid.collector.processor.attributes.AttributesProcessorFactory;
import dev.braid.collector.processor.probabilisticsampler.ProbabilisticSamplerFactory;
import dev.braid.collector.processor.resource.ResourceProcessorFactory;
import dev.braid.otlp.Batch;
import dev.braid.otlp.Signal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same requests through ours and through the OpenTelemetry Collector's own binary. */
final class OtelcolIT {
  private static final long SEED = 42;
  private static final int ROUNDS = 150;
  private static final Map<String, ProcessorFactory> FACTORIES =
      Map.of(
          "attributes", new AttributesProcessorFactory(),
          "resource", new ResourceProcessorFactory(),
          "probabilistic_sampler", new ProbabilisticSamplerFactory());

  private static final String ACTIONS =
      """
      - {key: new, value: 12, action: insert}
      - {key: text, value: 1.5, action: update}
      - {key: copy, from_attribute: number, action: upsert}
      - {key: path, pattern: '^/(?P<first>[a-z]+)(?:/(?P<rest>.*))?$', action: extract}
      - {key: number, converted_type: string, action: convert}
      - {key: decimal, converted_type: int, action: convert}
      - {key: digits, converted_type: double, action: convert}
      - {key: flag, action: hash}
      - {pattern: '^secret', action: hash}
      - {key: map, converted_type: string, action: convert}
      - {pattern: 'drop', action: delete}
      """;

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path folder;

  @Test
  void randomRequests_comeOutTheSame() throws Exception {
    requireBinary();
    Map<String, Otelcol.Case> cases = cases();
    try (Otelcol otelcol = Otelcol.start(folder, cases)) {
      for (Map.Entry<String, Otelcol.Case> entry : cases.entrySet()) {
        compare(otelcol, entry.getKey(), entry.getValue());
      }
    }
  }

  private static void requireBinary() {
    if (!Files.isExecutable(Otelcol.binary())) {
      String message = "otelcol is missing at " + Otelcol.binary();
      if ("1".equals(System.getenv("REQUIRE_BACKENDS"))) {
        throw new AssertionError(message);
      }
      System.err.println("\n*** SKIPPED: comparison with otelcol. " + message + " ***\n");
      Assumptions.abort(message);
    }
  }

  private static Map<String, Otelcol.Case> cases() {
    Map<String, Otelcol.Case> cases = new LinkedHashMap<>();
    cases.put("a1", processor("traces", "attributes", "actions:\n" + ACTIONS));
    cases.put("a2", processor("logs", "attributes", "actions:\n" + ACTIONS));
    cases.put(
        "a3",
        processor(
            "traces",
            "attributes",
            """
            include: {match_type: regexp, span_names: ['^op-[0-4]'], services: [shop]}
            exclude: {match_type: strict, attributes: [{key: flag, value: true}]}
            actions: [{key: hit, value: yes, action: upsert}]
            """));
    cases.put(
        "a4",
        processor(
            "logs",
            "attributes",
            """
            include: {match_type: strict, log_severity_number: {min: 9, match_undefined: true}}
            actions: [{key: hit, value: 1, action: upsert}]
            """));
    cases.put("r1", processor("traces", "resource", "attributes:\n" + ACTIONS));
    int number = 0;
    for (String mode : List.of("hash_seed", "equalizing", "proportional")) {
      for (String percentage : List.of("3.7", "40", "100")) {
        String yaml = "mode: " + mode + "\nsampling_percentage: " + percentage + "\n";
        cases.put("s" + number++, processor("traces", "probabilistic_sampler", yaml));
        cases.put(
            "s" + number++,
            processor("traces", "probabilistic_sampler", yaml + "fail_closed: false\n"));
        cases.put(
            "s" + number++,
            processor(
                "logs",
                "probabilistic_sampler",
                yaml
                    + "sampling_priority: priority\nfrom_attribute: text\n"
                    + "sampling_precision: 6\n"));
      }
    }
    return cases;
  }

  private static Otelcol.Case processor(String signal, String type, String yaml) {
    return new Otelcol.Case(signal, signal, false, type, yaml);
  }

  private static void compare(Otelcol otelcol, String name, Otelcol.Case tried) throws Exception {
    Signal signal = Signal.valueOf(tried.signal().toUpperCase(Locale.ROOT));
    Random random = new Random(SEED);
    try (Processing ours = Processing.of(FACTORIES.get(tried.type()), signal, tried.yaml())) {
      for (int round = 0; round < ROUNDS; round++) {
        byte[] request = signal == Signal.TRACES ? traces(random) : logs(random);

        byte[] expected = otelcol.run(name, tried.signal(), request);
        byte[] actual = ours.run(Batch.of(signal, request));

        assertThat(readable(signal, actual))
            .as("%s %s, seed %s round %s", tried.type(), tried.yaml(), SEED, round)
            .isEqualTo(readable(signal, expected));
      }
    }
  }

  private static Object readable(Signal signal, byte[] bytes) throws Exception {
    return signal == Signal.TRACES
        ? ExportTraceServiceRequest.parseFrom(bytes)
        : ExportLogsServiceRequest.parseFrom(bytes);
  }

  private static byte[] traces(Random random) {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    var resource = request.addResourceSpansBuilder();
    resource
        .getResourceBuilder()
        .addAttributes(attribute("service.name", random.nextBoolean() ? "shop" : "other"))
        .addAllAttributes(attributes(random));
    var scope = resource.addScopeSpansBuilder();
    scope.getScopeBuilder().setName("lib");
    for (int i = 0; i < 10; i++) {
      var span = scope.addSpansBuilder().setName("op-" + random.nextInt(10));
      span.setTraceId(id(random)).setTraceState(traceState(random));
      span.addAllAttributes(attributes(random));
      if (random.nextInt(10) == 0) {
        span.addAttributes(attribute("sampling.priority", random.nextInt(3) - 1));
      }
      // Present without content in what the other collector writes, always.
      span.getStatusBuilder();
    }
    return request.build().toByteArray();
  }

  private static byte[] logs(Random random) {
    ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
    var resource = request.addResourceLogsBuilder();
    resource.getResourceBuilder().addAllAttributes(attributes(random));
    var scope = resource.addScopeLogsBuilder();
    scope.getScopeBuilder().setName("lib");
    for (int i = 0; i < 10; i++) {
      var log = scope.addLogRecordsBuilder().setSeverityNumberValue(random.nextInt(25));
      log.setBody(AnyValue.newBuilder().setStringValue("body"));
      if (random.nextInt(4) > 0) {
        log.setTraceId(id(random));
      }
      log.addAllAttributes(attributes(random));
      switch (random.nextInt(6)) {
        case 0 -> log.addAttributes(attribute("priority", random.nextInt(120)));
        case 1 -> log.addAttributes(attribute("priority", random.nextDouble() * 100));
        case 2 -> log.addAttributes(attribute("sampling.threshold", hex(random, 3)));
        case 3 -> log.addAttributes(attribute("sampling.randomness", hex(random, 14)));
        default -> {}
      }
    }
    return request.build().toByteArray();
  }

  private static ByteString id(Random random) {
    byte[] id = new byte[16];
    random.nextBytes(id);
    return ByteString.copyFrom(id);
  }

  private static String traceState(Random random) {
    String th = "th:" + hex(random, 1 + random.nextInt(5));
    String rv = "rv:" + hex(random, 14);
    return switch (random.nextInt(9)) {
      case 0 -> "ot=" + th;
      case 1 -> "ot=" + rv;
      case 2 -> "ot=" + rv + ";" + th;
      case 3 -> "vendor=1, ot=" + th + ";x:y ,b@c=d e";
      case 4 -> "BAD";
      case 5 -> "ot=th:nothex";
      case 6 -> "vendor=1";
      default -> "";
    };
  }

  private static String hex(Random random, int digits) {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i < digits; i++) {
      text.append(Character.forDigit(random.nextInt(16), 16));
    }
    // A last digit of 0 would be left out when written again.
    return text.append(Character.forDigit(1 + random.nextInt(15), 16)).toString();
  }

  private static List<KeyValue> attributes(Random random) {
    List<KeyValue> all =
        List.of(
            attribute("text", "t" + random.nextInt(5)),
            attribute("number", random.nextLong()),
            attribute("decimal", (random.nextDouble() - 0.5) * 1e6),
            attribute("digits", random.nextBoolean() ? "" + random.nextInt() : "12x"),
            attribute("flag", random.nextBoolean()),
            attribute("path", random.nextBoolean() ? "/api" : "/api/v1/pay"),
            attribute("secret.id", random.nextInt()),
            attribute("secret.name", "ünïcode " + random.nextInt()),
            attribute("to.drop", "x"),
            attribute(
                "map",
                AnyValue.newBuilder()
                    .setKvlistValue(
                        KeyValueList.newBuilder()
                            .addValues(attribute("a", 1))
                            .addValues(attribute("b", "<x>\"")))));
    return all.stream().filter(attribute -> random.nextInt(3) > 0).toList();
  }
}
