/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.extension;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.Server;
import dev.braid.collector.component.Extension;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A server of one small page. */
public final class PlainPage implements Extension {
  private static final MediaType METRICS =
      MediaType.parse("text/plain; version=0.0.4; charset=utf-8");

  private final Server server;

  private PlainPage(Server server) {
    this.server = server;
  }

  /** Prometheus' text format at {@code /metrics}. */
  public static PlainPage metrics(InetSocketAddress address, Supplier<byte[]> scrape) {
    return serve(address, "/metrics", () -> HttpResponse.of(HttpStatus.OK, METRICS, scrape.get()));
  }

  /** 200 while {@code isReady}, otherwise 503, as the health_check extension answers. */
  public static PlainPage health(InetSocketAddress address, String path, BooleanSupplier isReady) {
    return serve(address, path, () -> healthOf(isReady.getAsBoolean()));
  }

  private static HttpResponse healthOf(boolean isReady) {
    String status = isReady ? "Server available" : "Server not available";
    return HttpResponse.of(
        isReady ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE,
        MediaType.JSON,
        ("{\"status\":\"" + status + "\"}").getBytes(StandardCharsets.UTF_8));
  }

  private static PlainPage serve(
      InetSocketAddress address, String path, Supplier<HttpResponse> answer) {
    Server server =
        Server.builder()
            .http(address)
            .service(path, (ctx, request) -> answer.get())
            .gracefulShutdownTimeout(Duration.ZERO, Duration.ofSeconds(1))
            .build();
    server.start().join();
    return new PlainPage(server);
  }

  public int port() {
    return server.activeLocalPort();
  }

  @Override
  public void close() {
    server.stop().join();
  }
}
