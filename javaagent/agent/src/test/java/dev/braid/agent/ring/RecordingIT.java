/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.ring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.agent.logs.LogSink;
import dev.braid.agent.trace.InstrumentationScope;
import dev.braid.agent.trace.Key;
import dev.braid.agent.trace.Sampler;
import dev.braid.agent.trace.Span;
import dev.braid.agent.trace.SpanKind;
import dev.braid.agent.trace.SpanLimits;
import dev.braid.agent.trace.Tracer;
import dev.braid.otlp.Signal;
import dev.braid.otlp.sender.SenderSettings;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordingIT {
  private static final InstrumentationScope SCOPE = new InstrumentationScope("test", "1");
  private static final Key NUMBER = Key.of("number");
  private static final DrainSettings PROMPT = new DrainSettings(64, 64, 10, 10, 0);
  private static final byte[] RESOURCE = {0x0a, 0};

  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable closeable : open) {
      closeable.close();
    }
  }

  @Test
  void everySpanAndLog_arrivesOnce_inOneScopeEach() throws Exception {
    FakeCollector collector = open(new FakeCollector(200));
    Recording recording = start(collector.url(), 10_000);

    record(recording, 1_000);
    recording.close(5_000);

    assertThat(spans(collector)).hasSize(1_000).doesNotHaveDuplicates();
    assertThat(collector.bodies("/v1/logs")).isNotEmpty();
    assertThat(logs(collector)).isEqualTo(1_000);
    assertSettled(recording, 1_000);
    assertThat(recording.counters().dropped(Signal.TRACES)).isZero();
  }

  @Test
  void refusedConnection_dropsAndCounts_andEndsInTime() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Recording recording = start("http://127.0.0.1:" + port, 10_000);

    record(recording, 500);
    recording.close(2_000);

    assertThat(recording.counters().sent(Signal.TRACES)).isZero();
    assertSettled(recording, 500);
  }

  @Test
  void hangingCollector_neitherBlocksTheApplication_norTheEndOfTheProcess() throws Exception {
    ServerSocket silent = open(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    Recording recording = start("http://127.0.0.1:" + silent.getLocalPort(), 60_000);

    long start = System.nanoTime();
    record(recording, 20_000);
    long recorded = System.nanoTime();
    recording.close(500);
    long closed = System.nanoTime();

    assertThat(recorded - start).isLessThan(5_000_000_000L);
    assertThat(closed - recorded).isLessThan(3_000_000_000L);
    awaitSettled(recording);
    assertSettled(recording, 20_000);
  }

  @Test
  void serverErrorForGood_isCountedAsRejected() throws Exception {
    FakeCollector collector = open(new FakeCollector(500));
    Recording recording = start(collector.url(), 10_000);

    record(recording, 10);
    recording.close(3_000);

    assertThat(recording.counters().dropped(Signal.TRACES, DropReason.REJECTED)).isEqualTo(10);
    assertSettled(recording, 10);
  }

  @Test
  void tracesThatHang_doNotHoldLogs_andAllAreAccountedFor() throws Exception {
    FakeCollector collector = open(new FakeCollector(200));
    collector.silence("/v1/traces");
    Recording recording = start(collector.url(), 300);
    Counters counters = recording.counters();

    record(recording, 1_000);
    await(() -> counters.sent(Signal.LOGS) + counters.dropped(Signal.LOGS) == 1_000);
    await(() -> recording.outbox().items(Signal.TRACES) == counters.held(Signal.TRACES));

    assertThat(logs(collector)).isEqualTo(1_000);
    assertThat(counters.held(Signal.LOGS)).isZero();
    assertThat(counters.sent(Signal.TRACES)).isZero();
    assertThat(recording.outbox().items(Signal.TRACES))
        .as("spans that wait: created and neither sent nor dropped")
        .isPositive()
        .isEqualTo(1_000 - counters.dropped(Signal.TRACES));
    recording.close(500);
    awaitSettled(recording);
    assertSettled(recording, 1_000);
    assertThat(recording.outbox().items(Signal.TRACES)).isZero();
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + 10_000_000_000L;
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  private <C extends AutoCloseable> C open(C closeable) {
    open.add(closeable);
    return closeable;
  }

  private static Recording start(String url, int timeoutMillis) {
    @Nullable SenderSettings[] settings = new @Nullable SenderSettings[3];
    String[] paths = {"/v1/traces", "/v1/metrics", "/v1/logs"};
    for (int i = 0; i < 3; i++) {
      settings[i] = SenderSettings.builder(url + paths[i]).timeoutMillis(timeoutMillis).build();
    }
    return Recording.start(new HttpSenders(settings), PROMPT, () -> RESOURCE);
  }

  private static void record(Recording recording, int count) {
    Tracer tracer = new Tracer(Sampler.ALWAYS_ON, SpanLimits.defaults(), recording.spans());
    LogSink logs = recording.logs(SpanLimits.defaults());
    for (int i = 0; i < count; i++) {
      Span span = tracer.start(SCOPE, SpanKind.INTERNAL, "work", (Span) null);
      span.set(NUMBER, i).end();
      logs.record("logger", 9, "INFO", "line " + i, 0, null, new Object[0]);
    }
  }

  private static void assertSettled(Recording recording, int created) {
    for (Signal signal : new Signal[] {Signal.TRACES, Signal.LOGS}) {
      Counters counters = recording.counters();
      assertThat(counters.created(signal)).isEqualTo(created);
      assertThat(counters.sent(signal) + counters.dropped(signal))
          .as("sent and dropped %s", signal)
          .isEqualTo(created);
    }
  }

  private static void awaitSettled(Recording recording) {
    long end = System.nanoTime() + 5_000_000_000L;
    while (recording.held(Signal.TRACES) + recording.held(Signal.LOGS) > 0
        && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  private static List<Long> spans(FakeCollector collector) throws Exception {
    List<Long> numbers = new ArrayList<>();
    for (byte[] body : collector.bodies("/v1/traces")) {
      ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(body);
      assertThat(request.getResourceSpansCount()).isEqualTo(1);
      assertThat(request.getResourceSpans(0).getScopeSpansCount()).isEqualTo(1);
      request
          .getResourceSpans(0)
          .getScopeSpans(0)
          .getSpansList()
          .forEach(span -> numbers.add(span.getAttributes(0).getValue().getIntValue()));
    }
    return numbers;
  }

  private static int logs(FakeCollector collector) throws Exception {
    int count = 0;
    for (byte[] body : collector.bodies("/v1/logs")) {
      ExportLogsServiceRequest request = ExportLogsServiceRequest.parseFrom(body);
      assertThat(request.getResourceLogs(0).getScopeLogs(0).getScope().getName())
          .isEqualTo("logger");
      count += request.getResourceLogs(0).getScopeLogs(0).getLogRecordsCount();
    }
    return count;
  }
}
