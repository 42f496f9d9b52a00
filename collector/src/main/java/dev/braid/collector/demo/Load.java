/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A few requests a second at the shop's front door, on loopback, until closed. */
final class Load implements AutoCloseable {
  private static final long PERIOD_MILLIS = 125;
  private static final Duration REQUEST_LIMIT = Duration.ofSeconds(35);

  /** Requests under way at once: during the pool fault each takes seconds, and that should show. */
  private static final int MAX_IN_FLIGHT = 12;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "braid-demo-load");
            thread.setDaemon(true);
            return thread;
          });
  private final String storefront;
  private final String[] urls;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();

  Load(String storefront, String... paths) {
    this.storefront = storefront;
    urls = new String[paths.length];
    for (int i = 0; i < paths.length; i++) {
      urls[i] = storefront + paths[i];
    }
  }

  void start() {
    timer.scheduleAtFixedRate(this::one, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  String storefront() {
    return storefront;
  }

  long sent() {
    return sent.get();
  }

  /** Asks the shop once to misbehave for a while; it takes that back by itself. */
  void post(String url) throws IOException, InterruptedException {
    client.send(
        HttpRequest.newBuilder(URI.create(url))
            .timeout(REQUEST_LIMIT)
            .POST(HttpRequest.BodyPublishers.noBody())
            .build(),
        HttpResponse.BodyHandlers.discarding());
  }

  private void one() {
    if (sent.get() - answered.get() >= MAX_IN_FLIGHT) {
      return;
    }
    long number = sent.getAndIncrement();
    String url = urls[(int) (number % urls.length)].replace("{n}", Long.toString(number));
    client
        .sendAsync(
            HttpRequest.newBuilder(URI.create(url)).timeout(REQUEST_LIMIT).build(),
            HttpResponse.BodyHandlers.discarding())
        .whenComplete((response, failure) -> answered.incrementAndGet());
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
