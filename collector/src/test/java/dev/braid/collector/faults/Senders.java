/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.faults;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Some senders of spans with unique names, which note what was acknowledged. */
final class Senders implements AutoCloseable {
  private static final int MAX_SPANS = 20;

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final List<Thread> threads = new ArrayList<>();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final AtomicLong refused = new AtomicLong();
  private final int nameChars;
  private volatile String door;
  private volatile boolean isStopping;

  Senders(int count, long seed, int nameChars, String door) {
    this.nameChars = nameChars;
    this.door = door;
    for (int i = 0; i < count; i++) {
      String sender = "s" + i;
      Random random = new Random(seed + i);
      Thread thread = new Thread(() -> run(sender, random), "sender-" + i);
      thread.start();
      threads.add(thread);
    }
  }

  void sendTo(String other) {
    door = other;
  }

  /** Names of spans in requests that were answered with 200. */
  Set<String> acknowledged() {
    return acknowledged;
  }

  /** Requests that were answered with 503. */
  long refused() {
    return refused.get();
  }

  private void run(String sender, Random random) {
    for (long number = 0; !isStopping; number++) {
      List<String> names = new ArrayList<>();
      for (int i = random.nextInt(MAX_SPANS); i >= 0; i--) {
        names.add(sender + "-" + number + "-" + i + "-" + "x".repeat(nameChars));
      }
      try {
        int status = post(body(names));
        if (status == 200) {
          acknowledged.addAll(names);
        } else {
          refused.incrementAndGet();
          LockSupport.parkNanos(2_000_000);
        }
      } catch (IOException e) {
        // The collector is away; whether it has taken this batch is not known.
        LockSupport.parkNanos(20_000_000);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private int post(byte[] body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(door + "/v1/traces"))
            .timeout(Duration.ofSeconds(5))
            .header("Content-Type", "application/x-protobuf")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private static byte[] body(List<String> names) {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    names.forEach(name -> scope.addSpans(Span.newBuilder().setName(name)));
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(scope))
        .build()
        .toByteArray();
  }

  /** Ends sending; what was acknowledged stays as it is then. */
  void stop() {
    isStopping = true;
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
  }
}
