/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver;

import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Server;
import dev.braid.collector.component.Environment;
import dev.braid.collector.component.Intake;
import dev.braid.collector.component.Receiver;
import dev.braid.otlp.Signal;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A receiver of OTLP: one server for each endpoint that is configured. */
public final class OtlpReceiver implements Receiver {
  /** A sender that takes longer for one request holds memory for nothing. */
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);

  private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(5);

  /** Room for several batches of common size on their way, so that a sender need not pause. */
  private static final int WINDOW_BYTES = 1 << 20;

  private static final int MAX_CONNECTIONS = 10_000;
  private static final Duration QUIET_PERIOD = Duration.ZERO;

  private final List<Server> servers = new ArrayList<>();
  private final List<Endpoint> endpoints = new ArrayList<>();

  /**
   * Binds the endpoints.
   *
   * @throws java.util.concurrent.CompletionException if one cannot be bound
   */
  public static OtlpReceiver start(
      String name,
      List<OtlpEndpoint> endpoints,
      Map<Signal, Intake> intakes,
      Environment environment) {
    OtlpReceiver receiver = new OtlpReceiver();
    try {
      for (OtlpEndpoint endpoint : endpoints) {
        String transport = endpoint.isGrpc() ? "grpc" : "http";
        Door door =
            new Door(name, transport, endpoint.maxBytes(), intakes, environment.telemetry());
        HttpService service =
            endpoint.isGrpc()
                ? new GrpcDoor(door, endpoint.metadata())
                : new HttpDoor(door, endpoint.metadata());
        Server server =
            serve(
                endpoint.address(),
                Gate.before(service, name, endpoint.authenticator(), environment));
        receiver.servers.add(server);
        receiver.endpoints.add(
            new Endpoint(
                endpoint.isGrpc() ? "OTLP/gRPC" : "OTLP/HTTP",
                endpoint.address().getHostString(),
                server.activeLocalPort()));
      }
      return receiver;
    } catch (RuntimeException e) {
      receiver.close();
      throw e;
    }
  }

  private static Server serve(InetSocketAddress address, HttpService service) {
    Server server =
        Server.builder()
            .http(address)
            .serviceUnder("/", service)
            .maxRequestLength(0)
            .requestTimeout(REQUEST_TIMEOUT)
            .idleTimeout(IDLE_TIMEOUT)
            .maxNumConnections(MAX_CONNECTIONS)
            .http2InitialStreamWindowSize(WINDOW_BYTES)
            .http2InitialConnectionWindowSize(4 * WINDOW_BYTES)
            .gracefulShutdownTimeout(QUIET_PERIOD, Duration.ofSeconds(5))
            .build();
    server.start().join();
    return server;
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.copyOf(endpoints);
  }

  @Override
  public void close() {
    // Together, since each takes a moment for its last connections.
    CompletableFuture.allOf(servers.stream().map(Server::stop).toArray(CompletableFuture<?>[]::new))
        .join();
  }
}
