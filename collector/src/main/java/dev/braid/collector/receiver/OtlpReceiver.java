/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.RequestTimeoutException;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServerTlsConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.braid.collector.component.Environment;
import dev.braid.collector.component.Intake;
import dev.braid.collector.component.Receiver;
import dev.braid.otlp.Signal;
import io.netty.handler.ssl.ClientAuth;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A receiver of OTLP: one server for each endpoint that is configured. */
final class OtlpReceiver implements Receiver {
  private static final Duration QUIET_PERIOD = Duration.ZERO;
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

  private final String name;
  private final Map<Signal, Intake> intakes;
  private final Environment environment;
  private final List<Server> servers = new ArrayList<>();
  private final List<ServerCertificates> certificates = new ArrayList<>();
  private final List<Endpoint> endpoints = new ArrayList<>();

  private OtlpReceiver(String name, Map<Signal, Intake> intakes, Environment environment) {
    this.name = name;
    this.intakes = intakes;
    this.environment = environment;
  }

  /**
   * Binds the endpoints.
   *
   * @throws IOException if a file cannot be read
   * @throws java.util.concurrent.CompletionException if an endpoint cannot be bound
   */
  static OtlpReceiver start(
      String name,
      List<OtlpEndpoint> endpoints,
      Map<Signal, Intake> intakes,
      Environment environment)
      throws IOException {
    OtlpReceiver receiver = new OtlpReceiver(name, intakes, environment);
    try {
      for (OtlpEndpoint endpoint : endpoints) {
        receiver.serve(endpoint);
      }
      return receiver;
    } catch (IOException | RuntimeException e) {
      receiver.close();
      throw e;
    }
  }

  private void serve(OtlpEndpoint endpoint) throws IOException {
    String transport = endpoint.isGrpc() ? "grpc" : "http";
    Door door = new Door(name, transport, endpoint.maxBytes(), intakes, environment.telemetry());
    SenderSettings senders = endpoint.senders();
    HttpService plain =
        endpoint.isGrpc()
            ? new GrpcDoor(door, senders.metadata())
            : new HttpDoor(door, senders.metadata(), endpoint.paths());
    HttpService gated = Gate.before(plain, name, senders.authenticator(), environment);
    // A browser asks what it may send before it has anything to show.
    HttpService service = endpoint.isGrpc() ? gated : endpoint.cors().around(gated);
    ServerBuilder builder =
        Server.builder()
            .serviceUnder(
                "/",
                (ctx, request) -> {
                  ConnectionLimits.requestArrived(ctx);
                  return service.serve(ctx, request);
                })
            .maxRequestLength(0)
            .errorHandler(OtlpReceiver::answerToLate)
            .gracefulShutdownTimeout(QUIET_PERIOD, STOP_TIMEOUT);
    endpoint.limits().apply(builder);
    listen(builder, endpoint);
    Server server = builder.build();
    servers.add(server);
    server.start().join();
    endpoints.add(
        new Endpoint(
            endpoint.isGrpc() ? "OTLP/gRPC" : "OTLP/HTTP",
            endpoint.address().getHostString(),
            server.activeLocalPort()));
  }

  private void listen(ServerBuilder builder, OtlpEndpoint endpoint) throws IOException {
    if (endpoint.tls().isEmpty()) {
      builder.http(endpoint.address());
      return;
    }
    TlsSettings tls = endpoint.tls().get();
    ServerCertificates files =
        ServerCertificates.start(
            tls,
            environment.timer(),
            environment.telemetry().counter("receiver_tls_failed_reloads", "receiver", name));
    certificates.add(files);
    builder
        .https(endpoint.address())
        .tlsProvider(
            files,
            ServerTlsConfig.builder()
                .clientAuth(tls.clientCaFile().isPresent() ? ClientAuth.REQUIRE : ClientAuth.NONE)
                .tlsCustomizer(tls::customize)
                .build());
  }

  /** Retryable, which 408 is to neither transport: a slow sender keeps its telemetry. */
  private static @Nullable HttpResponse answerToLate(ServiceRequestContext ctx, Throwable cause) {
    return cause instanceof RequestTimeoutException
        ? HttpResponse.of(
            ResponseHeaders.of(HttpStatus.SERVICE_UNAVAILABLE, HttpHeaderNames.RETRY_AFTER, "1"))
        : null;
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.copyOf(endpoints);
  }

  @Override
  public void close() {
    CompletableFuture<?>[] stops =
        servers.stream().map(Server::stop).toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(stops).join();
    certificates.forEach(ServerCertificates::close);
  }
}
