/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.collector.delivery.Delivery;
import dev.braid.config.ConfigLoader;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ReloadIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String FILE =
      """
      receivers: {otlp: {protocols: {http: {endpoint: "127.0.0.1:0"}}}}
      processors: {batch: {send_batch_size: 1000000, timeout: 1h}}
      exporters: {nop: {}}
      service:
        telemetry: {metrics: {level: none}}
        pipelines:
          traces: {receivers: [otlp], processors: [batch], exporters: [nop]}
      """;

  private final HttpClient client = HttpClient.newHttpClient();
  private @Nullable RunningCollector running;

  @AfterEach
  void stop() {
    if (running != null) {
      running.close();
    }
  }

  @Test
  void sameFile_keepsDoorsStagesAndWhatTheyHold() throws Exception {
    RunningCollector collector = start(FILE);
    int port = port(collector);
    send(collector, 3);
    Delivery before = delivery(collector, "nop");

    collector.reload(plan(FILE.replace("send_batch_size: 1000000", "send_batch_size:  1000000")));
    collector.reload(plan("# a comment\n" + FILE));

    assertThat(port(collector)).isEqualTo(port);
    assertThat(delivery(collector, "nop")).isSameAs(before);
    assertThat(before.counts().enqueued()).as("still held by the batch processor").isZero();
  }

  @Test
  void changedProcessor_handsOnWhatItHeld_andTheOthersStay() throws Exception {
    RunningCollector collector = start(FILE);
    int port = port(collector);
    Delivery before = delivery(collector, "nop");
    send(collector, 3);

    collector.reload(plan(FILE.replace("1000000", "1")));
    send(collector, 2);

    awaitDelivered(before, 5);
    assertThat(port(collector)).isEqualTo(port);
    assertThat(delivery(collector, "nop")).isSameAs(before);
  }

  @Test
  void addedPipelineAndExporter_getWhatComesNext() throws Exception {
    RunningCollector collector = start(FILE.replace("1h", "10ms"));
    send(collector, 3);
    awaitDelivered(delivery(collector, "nop"), 3);

    collector.reload(
        plan(
            FILE.replace("1h", "10ms")
                    .replace("exporters: {nop: {}}", "exporters: {nop: {}, nop/2: {}}")
                + "    traces/2: {receivers: [otlp], exporters: [nop/2]}\n"));
    send(collector, 2);

    awaitDelivered(delivery(collector, "nop"), 5);
    awaitDelivered(delivery(collector, "nop/2"), 2);
  }

  @Test
  void removedExporter_deliversWhatItHas_andGoes() throws Exception {
    String both =
        FILE.replace("processors: [batch], ", "")
            .replace("exporters: {nop: {}}", "exporters: {nop: {}, nop/2: {}}")
            .replace("exporters: [nop]", "exporters: [nop, nop/2]");
    RunningCollector collector = start(both);
    send(collector, 3);
    Delivery gone = delivery(collector, "nop/2");

    collector.reload(plan(FILE.replace("processors: [batch], ", "")));
    send(collector, 2);

    awaitDelivered(delivery(collector, "nop"), 5);
    assertThat(gone.counts().delivered()).isEqualTo(3);
    assertThat(gone.counts().waiting()).isZero();
    assertThat(collector.deliveries()).containsOnlyKeys("nop");
  }

  @Test
  void changedExporterOfAPort_takesThePortOver() throws Exception {
    String page = "prometheus: {endpoint: \"127.0.0.1:" + freePort() + "\"}";
    String file =
        FILE.replace("exporters: {nop: {}}", "exporters: {nop: {}, " + page + "}")
            + "    metrics: {receivers: [otlp], exporters: [prometheus]}\n";
    RunningCollector collector = start(file);
    Delivery before = delivery(collector, "prometheus");

    collector.reload(plan(file.replace(page, page.replace("}", ", namespace: shop}"))));

    assertThat(delivery(collector, "prometheus")).isNotSameAs(before);
    send(collector, 1);
  }

  @Test
  void exporterThatCannotStart_leavesTheOldOneAtWork() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      String page = "prometheus: {endpoint: \"127.0.0.1:" + freePort() + "\"}";
      String file =
          FILE.replace("exporters: {nop: {}}", "exporters: {nop: {}, " + page + "}")
              + "    metrics: {receivers: [otlp], exporters: [prometheus]}\n";
      RunningCollector collector = start(file);
      String busy =
          file.replaceAll("(prometheus: .endpoint: .127.0.0.1:)\\d+", "$1" + taken.getLocalPort());

      assertThatThrownBy(() -> collector.reload(plan(busy)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot listen on");

      assertThat(collector.deliveries()).containsKeys("nop", "prometheus");
      send(collector, 1);
    }
  }

  @Test
  void changedExporter_handsWhatWaitsToItsSuccessor() throws Exception {
    try (RunningCollector back = RunningCollector.start(plan(FILE.replace("1h", "10ms")))) {
      String dead =
          FILE.replace("1h", "10ms")
              .replace("nop: {}", "otlphttp: {endpoint: \"http://127.0.0.1:1\"}")
              .replace("[nop]", "[otlphttp]");
      RunningCollector collector = start(dead);
      Delivery before = delivery(collector, "otlphttp");
      send(collector, 3);
      await(() -> before.counts().waiting() == 3);

      collector.reload(plan(dead.replace("127.0.0.1:1\"", "127.0.0.1:" + port(back) + "\"")));

      awaitDelivered(delivery(back, "nop"), 3);
      assertThat(before.counts().waiting()).isZero();
      assertThat(before.counts().dropped()).isZero();
    }
  }

  private RunningCollector start(String yaml) throws IOException {
    RunningCollector started = RunningCollector.start(plan(yaml));
    running = started;
    return started;
  }

  private static Plan plan(String yaml) {
    ConfigLoader loader = new ConfigLoader(name -> null);
    loader.text("test", yaml);
    Plan plan = PlanReader.read(loader.root());
    assertThat(loader.faults().faults()).isEmpty();
    return plan;
  }

  private static int port(RunningCollector collector) {
    return collector.receiverPorts("otlp").get(0);
  }

  private static Delivery delivery(RunningCollector collector, String exporter) {
    return Objects.requireNonNull(collector.deliveries().get(exporter));
  }

  private void send(RunningCollector collector, int spans) throws Exception {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    for (int i = 0; i < spans; i++) {
      scope.addSpans(Span.newBuilder().setName("s" + i));
    }
    byte[] body =
        ExportTraceServiceRequest.newBuilder()
            .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(scope))
            .build()
            .toByteArray();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port(collector) + "/v1/traces"))
            .header("content-type", "application/x-protobuf")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    assertThat(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
        .isEqualTo(200);
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + SOON.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      LockSupport.parkNanos(5_000_000);
    }
  }

  private static void awaitDelivered(Delivery delivery, long items) {
    await(() -> delivery.counts().delivered() >= items);
    assertThat(delivery.counts().delivered()).isEqualTo(items);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
