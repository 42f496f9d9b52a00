/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.woven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.agent.instrumentation.hikari.HikariInstrumentation;
import dev.braid.agent.metrics.Metrics;
import dev.braid.otlp.ProtoWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HikariWeavingIT {
  @ParameterizedTest
  @ValueSource(strings = {"HikariCP-3.4.5", "HikariCP-7.1.0"})
  void pool_isMeasured_untilItCloses(String pool) throws Exception {
    WovenLoader loader =
        new WovenLoader(new HikariInstrumentation(), "h2-2.4.240", pool, "slf4j-api-1.7.36");
    DataSource hikari = JdbcWeavingIT.hikari(loader, "setJdbcUrl", "jdbc:h2:mem:measured");

    try (Connection connection = hikari.getConnection()) {
      assertThat(connection.isValid(1)).isTrue();
    }
    String open = metricsOnceAConnectionWasMadeInTheBackground();
    ((AutoCloseable) hikari).close();
    String closed = metrics();

    assertThat(loader.failures()).isEqualTo("0 null");
    assertThat(open)
        .contains(
            "db.client.connection.count",
            "db.client.connection.max",
            "db.client.connection.idle.min",
            "db.client.connection.idle.max",
            "db.client.connection.pending_requests",
            "db.client.connection.timeouts",
            "db.client.connection.create_time",
            "db.client.connection.wait_time",
            "db.client.connection.use_time",
            "orders");
    assertThat(closed).doesNotContain("db.client.connection.count");
  }

  /** Hikari makes its first connection before it has a tracker, the others in the background. */
  private static String metricsOnceAConnectionWasMadeInTheBackground() throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    String metrics = metrics();
    while (!metrics.contains("db.client.connection.create_time") && System.nanoTime() < deadline) {
      new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
      metrics = metrics();
    }
    return metrics;
  }

  /** Names are readable in the encoded text. */
  private static String metrics() {
    ProtoWriter writer = new ProtoWriter(4096);
    Metrics.get().produce(writer, 1);
    return new String(writer.toByteArray(), StandardCharsets.ISO_8859_1);
  }
}
