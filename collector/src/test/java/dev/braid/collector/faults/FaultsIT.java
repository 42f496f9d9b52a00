/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.collector.durable.ReplayCommand;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * What was acknowledged arrives, whatever happens to the collector and its back end. More rounds:
 * {@code -Dbraid.faults.rounds=100 -Dbraid.faults.seed=7}.
 */
final class FaultsIT {
  private static final int ROUNDS = Integer.getInteger("braid.faults.rounds", 4);
  private static final long SEED = Long.getLong("braid.faults.seed", 42);
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private int starts;
  private @Nullable CollectorProcess running;

  @AfterEach
  void killCollector() throws InterruptedException {
    if (running != null) {
      running.kill();
    }
  }

  @Test
  void killedAtRandomMoments_losesNothingAcknowledged() throws Exception {
    Random random = new Random(SEED);
    try (BackEnd backEnd = new BackEnd()) {
      Path config = config(backEnd, "64MiB", "");
      CollectorProcess collector = start(config);
      try (Senders senders = new Senders(4, SEED, 50, collector.door())) {
        for (int round = 0; round < ROUNDS; round++) {
          backEnd.answer(random.nextInt(3) == 0 ? 503 : 200, random.nextInt(20));
          pause(300 + random.nextInt(700));
          if (random.nextInt(3) == 0) {
            assertThat(collector.stop()).as("ends on SIGTERM").isTrue();
          } else {
            collector.kill();
          }
          collector = start(config);
          senders.sendTo(collector.door());
        }
        pause(300);
        senders.stop();
        backEnd.answer(200, 0);

        awaitArrived(senders.acknowledged(), backEnd.names());
        assertThat(senders.acknowledged().size()).isGreaterThan(100);
      }
    }
  }

  @Test
  void stormsOfEveryKind_loseNothingAcknowledged_andTheCountersAddUp() throws Exception {
    Random random = new Random(SEED);
    try (BackEnd backEnd = new BackEnd()) {
      CollectorProcess collector = start(config(backEnd, "64MiB", ""));
      try (Senders senders = new Senders(4, SEED, 50, collector.door())) {
        for (int status : new int[] {200, 503, 429, 200, 503}) {
          backEnd.answer(status, random.nextInt(200));
          pause(500);
        }
        backEnd.answer(200, 0);
        senders.stop();

        awaitArrived(senders.acknowledged(), backEnd.names());
        long taken = senders.acknowledged().size();
        String page = page(collector);
        assertThat(counter(page, "receiver_accepted_spans")).isEqualTo(taken);
        awaitTrue(() -> counter(page(collector), "exporter_sent_spans") == taken);
        assertThat(backEnd.spans()).as("no crash, so nothing twice").isEqualTo(taken);
      }
    }
  }

  @Test
  void rejectedBatches_areSetAside_andReplaySendsThemAgain() throws Exception {
    try (BackEnd backEnd = new BackEnd()) {
      backEnd.answer(400, 0);
      CollectorProcess collector = start(config(backEnd, "64MiB", ""));
      try (Senders senders = new Senders(2, SEED, 50, collector.door())) {
        awaitTrue(() -> senders.acknowledged().size() > 200);
        senders.stop();
        long taken = senders.acknowledged().size();
        awaitTrue(() -> counter(page(collector), "exporter_dead_lettered_spans") == taken);
        assertThat(collector.stop()).isTrue();
        backEnd.answer(200, 0);

        Path letters = folder.resolve("data/dead_letters/otlphttp/0000000000000000000.log");
        int exit =
            new CommandLine(new ReplayCommand())
                .execute(letters.toString(), "--to", backEnd.endpoint());

        assertThat(exit).isZero();
        assertThat(backEnd.names()).containsAll(senders.acknowledged());
        assertThat(backEnd.spans()).isEqualTo(taken);
      }
    }
  }

  @Test
  void fullDisk_refusesRetryably_andKeepsWhatItTook() throws Exception {
    try (BackEnd backEnd = new BackEnd()) {
      backEnd.answer(503, 0);
      CollectorProcess collector =
          start(config(backEnd, "1MiB", "processors: {memory_limiter: {limit_mib: 2}}"));
      try (Senders senders = new Senders(2, SEED, 5000, collector.door())) {
        awaitTrue(() -> senders.refused() > 20);
        long before = senders.acknowledged().size();
        assertThat(collector.isAlive()).isTrue();
        backEnd.answer(200, 0);
        awaitTrue(() -> senders.acknowledged().size() > before + 100);
        senders.stop();

        awaitArrived(senders.acknowledged(), backEnd.names());
      }
    }
  }

  @Test
  void storageOfASendingQueue_keepsWhatADeadBackEndDidNotTake_overAStop() throws Exception {
    try (BackEnd backEnd = new BackEnd()) {
      backEnd.answer(503, 0);
      Path config =
          Files.writeString(
              folder.resolve("storage.yaml"),
              """
              receivers: {otlp: {protocols: {http: {endpoint: "127.0.0.1:0"}}}}
              extensions: {file_storage: {directory: "%s", create_directory: true}}
              exporters:
                otlphttp:
                  endpoint: "%s"
                  compression: none
                  retry_on_failure: {initial_interval: 20ms, max_interval: 200ms}
                  sending_queue: {storage: file_storage, batch: {flush_timeout: 10ms}}
              service:
                extensions: [file_storage]
                telemetry: {metrics: {address: "127.0.0.1:0"}}
                pipelines: {traces: {receivers: [otlp], exporters: [otlphttp]}}
              """
                  .formatted(folder.resolve("storage"), backEnd.endpoint()));
      CollectorProcess collector = start(config);
      try (Senders senders = new Senders(2, SEED, 50, collector.door())) {
        awaitTrue(() -> senders.acknowledged().size() > 500);
        senders.stop();
        assertThat(collector.stop()).isTrue();
        backEnd.answer(200, 0);
        start(config);

        awaitArrived(senders.acknowledged(), backEnd.names());
      }
    }
  }

  @Test
  void overload_neitherKillsTheProcess_norLosesWhatItTook() throws Exception {
    try (BackEnd backEnd = new BackEnd()) {
      backEnd.answer(200, 200);
      CollectorProcess collector = start(config(backEnd, "16MiB", ""), "-Xmx64m");
      // Eight answers in 200 ms is 40 requests a second; these senders bring hundreds.
      try (Senders senders = new Senders(32, SEED, 20_000, collector.door())) {
        awaitTrue(() -> senders.refused() > 500);
        pause(3000);
        assertThat(collector.isAlive()).isTrue();
        backEnd.answer(200, 0);
        senders.stop();

        awaitArrived(senders.acknowledged(), backEnd.names());
        assertThat(collector.isAlive()).isTrue();
        assertThat(collector.log()).doesNotContain("OutOfMemoryError");
      }
    }
  }

  private CollectorProcess start(Path config, String... jvmOptions) throws IOException {
    Path output = folder.resolve("out-" + starts++ + ".txt");
    running = CollectorProcess.start(config, output, jvmOptions);
    return running;
  }

  private Path config(BackEnd backEnd, String maxSize, String processors) throws IOException {
    String text =
        """
        receivers: {otlp: {protocols: {http: {endpoint: "127.0.0.1:0"}}}}
        %s
        exporters:
          otlphttp:
            endpoint: "%s"
            compression: none
            retry_on_failure: {initial_interval: 20ms, max_interval: 200ms}
        service:
          durable: {directory: "%s", max_size: %s}
          telemetry: {metrics: {address: "127.0.0.1:0"}}
          pipelines:
            traces: {receivers: [otlp], processors: [%s], exporters: [otlphttp]}
        """
            .formatted(
                processors,
                backEnd.endpoint(),
                folder.resolve("data"),
                maxSize,
                processors.isEmpty() ? "" : "memory_limiter");
    return Files.writeString(folder.resolve("collector.yaml"), text);
  }

  private static void awaitArrived(Set<String> acknowledged, Set<String> arrived) {
    long end = System.nanoTime() + SOON.toNanos();
    while (!arrived.containsAll(acknowledged) && System.nanoTime() < end) {
      pause(20);
    }
    Set<String> missing = new HashSet<>(acknowledged);
    missing.removeAll(arrived);
    assertThat(missing.size())
        .as("of %s acknowledged not at the back end; seed %s", acknowledged.size(), SEED)
        .isZero();
  }

  private static String page(CollectorProcess collector) {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create(collector.metrics())).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long counter(String page, String name) {
    Matcher line = Pattern.compile("(?m)^otelcol_" + name + "_total\\{.*} (\\S+)$").matcher(page);
    assertThat(line.find()).as(name).isTrue();
    return (long) Double.parseDouble(line.group(1));
  }

  private static void awaitTrue(BooleanSupplier condition) {
    long end = System.nanoTime() + SOON.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      pause(20);
    }
    assertThat(condition.getAsBoolean()).as("within " + SOON).isTrue();
  }

  private static void pause(long millis) {
    long end = System.nanoTime() + millis * 1_000_000;
    for (long left = millis * 1_000_000; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
