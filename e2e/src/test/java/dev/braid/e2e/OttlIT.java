/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.braid.collector.component.BatchConsumer;
import dev.braid.collector.component.Environment;
import dev.braid.collector.component.Extensions;
import dev.braid.collector.component.Place;
import dev.braid.collector.component.ProcessorFactory;
import dev.braid.collector.processor.filter.FilterFactory;
import dev.braid.collector.processor.transform.TransformFactory;
import dev.braid.collector.telemetry.Telemetry;
import dev.braid.config.ConfigLoader;
import dev.braid.config.Section;
import dev.braid.otlp.Batch;
import dev.braid.otlp.OtlpJson;
import dev.braid.otlp.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The filter and transform processors beside those of the OpenTelemetry Collector: one request goes
 * through a pipeline for each case, and what comes out is compared field by field.
 *
 * <p>The cases are in {@code ottl/cases.yaml}, the requests beside it.
 */
class OttlIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private record Case(String name, Signal signal, String type, String settings) {}

  @Test
  void everyCase_comesOutAsFromTheOpenTelemetryCollector() throws Exception {
    Backends.require(List.of("otelcol"));
    List<Case> cases = cases();
    int port = Ports.free(1)[0];
    Files.writeString(folder.resolve("otelcol.yaml"), configuration(cases, port));
    List<String> differences = new ArrayList<>();

    try (Launched otelcol =
        Launched.start(
            "otelcol",
            folder,
            Map.of(),
            List.of(Backends.binary("otelcol").toString(), "--config", "otelcol.yaml"))) {
      otelcol.awaitLine(Pattern.compile("Everything is ready"), LIMIT);
      for (Signal signal : Signal.values()) {
        Await.until(signal + " taken", LIMIT, () -> post(port, signal));
      }
      for (Case one : cases) {
        JsonNode ours = normal(one.signal, ours(one));
        if (!ours.isEmpty()) {
          Await.until("output of " + one.name, LIMIT, () -> written(one));
        }
      }
    }
    for (Case one : cases) {
      JsonNode ours = normal(one.signal, ours(one));
      JsonNode theirs = normal(one.signal, theirs(one));
      if (!ours.equals(theirs)) {
        differences.add(one.name + "\n  ours   " + ours + "\n  theirs " + theirs);
      }
    }

    assertThat(cases).hasSizeGreaterThan(50);
    assertThat(differences).isEmpty();
  }

  private static List<Case> cases() throws IOException {
    ConfigLoader loader = new ConfigLoader(name -> null).text("cases.yaml", resource("cases.yaml"));
    List<Case> cases = new ArrayList<>();
    Section root = loader.root();
    for (Signal signal : Signal.values()) {
      String key = signal.name().toLowerCase(Locale.ROOT);
      for (String type : List.of("transform", "filter")) {
        Section of = root.section(key).section(type);
        for (String name : of.keys()) {
          cases.add(new Case(key + "-" + type + "-" + name, signal, type, of.string(name, "")));
        }
      }
    }
    assertThat(loader.faults().faults()).isEmpty();
    return cases;
  }

  private static String configuration(List<Case> cases, int port) {
    StringBuilder processors = new StringBuilder();
    StringBuilder exporters = new StringBuilder();
    StringBuilder pipelines = new StringBuilder();
    for (Case one : cases) {
      processors.append("  ").append(one.type).append('/').append(one.name).append(":\n");
      processors.append(one.settings.indent(4));
      exporters.append("  file/").append(one.name).append(": {path: ").append(one.name);
      exporters.append(".json, flush_interval: 100ms}\n");
      pipelines.append("    ").append(one.signal.name().toLowerCase(Locale.ROOT)).append('/');
      pipelines.append(one.name).append(": {receivers: [otlp], processors: [").append(one.type);
      pipelines.append('/').append(one.name).append("], exporters: [file/").append(one.name);
      pipelines.append("]}\n");
    }
    return "receivers:\n  otlp: {protocols: {http: {endpoint: \"127.0.0.1:"
        + port
        + "\"}}}\nprocessors:\n"
        + processors
        + "exporters:\n"
        + exporters
        + "service:\n  telemetry: {metrics: {level: none}}\n  pipelines:\n"
        + pipelines;
  }

  private static Optional<Boolean> post(int port, Signal signal) throws Exception {
    String path = signal.name().toLowerCase(Locale.ROOT);
    int status =
        new Http()
            .postJson("http://127.0.0.1:" + port + "/v1/" + path, resource(path + ".json"))
            .statusCode();
    return status == 200 ? Optional.of(true) : Optional.empty();
  }

  private Optional<Boolean> written(Case one) throws IOException {
    Path file = folder.resolve(one.name + ".json");
    return Files.exists(file) && Files.size(file) > 0 ? Optional.of(true) : Optional.empty();
  }

  private byte[] theirs(Case one) throws Exception {
    Path file = folder.resolve(one.name + ".json");
    String text = Files.exists(file) ? Files.readString(file).strip() : "";
    return text.isEmpty()
        ? new byte[0]
        : OtlpJson.toProto(one.signal, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] ours(Case one) throws Exception {
    ConfigLoader loader = new ConfigLoader(name -> null).text(one.name, one.settings);
    ProcessorFactory factory =
        one.type.equals("filter") ? new FilterFactory() : new TransformFactory();
    Section settings = loader.root();
    var plan = factory.prepare(one.type, settings);
    settings.rejectUnknownKeys();
    assertThat(loader.faults().faults()).as(one.name).isEmpty();
    List<Batch> results = new ArrayList<>();
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    try {
      Environment environment =
          new Environment(new Telemetry(), timer, Clock.systemUTC(), Extensions.NONE);
      BatchConsumer stage =
          plan.start(new Place(one.type, one.name, one.signal, results::add), environment);
      String request = resource(one.signal.name().toLowerCase(Locale.ROOT) + ".json");
      byte[] input = OtlpJson.toProto(one.signal, request.getBytes(StandardCharsets.UTF_8));
      stage.accept(Batch.of(one.signal, input));
    } finally {
      timer.shutdownNow();
    }
    return results.isEmpty() ? new byte[0] : results.get(0).toByteArray();
  }

  /**
   * The request as a tree without empty messages, which the other writes where there are none, and
   * with attributes sorted by key: the order of a map says nothing.
   */
  private static JsonNode normal(Signal signal, byte[] request) throws IOException {
    JsonNode tree = JSON.readTree(OtlpJson.toJson(signal, request, 0, request.length));
    return sorted(tree);
  }

  private static JsonNode sorted(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.properties().forEach(entry -> object.set(entry.getKey(), sorted(entry.getValue())));
      object.removeIf(value -> value.isObject() && value.isEmpty());
    } else if (node instanceof ArrayNode array) {
      List<JsonNode> elements = new ArrayList<>();
      array.forEach(element -> elements.add(sorted(element)));
      if (!elements.isEmpty() && elements.get(0).has("key")) {
        elements.sort(Comparator.comparing(element -> element.get("key").asText()));
      }
      array.removeAll();
      array.addAll(elements);
    }
    return node;
  }

  private static String resource(String name) throws IOException {
    try (InputStream stream = OttlIT.class.getResourceAsStream("/ottl/" + name)) {
      if (stream == null) {
        throw new IOException("no resource ottl/" + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
