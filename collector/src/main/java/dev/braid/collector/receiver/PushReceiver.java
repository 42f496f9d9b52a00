/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver;

import com.linecorp.armeria.server.Server;
import dev.braid.collector.component.Environment;
import dev.braid.collector.component.Intake;
import dev.braid.collector.component.Receiver;
import dev.braid.otlp.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A server of one {@link PushProtocol}. */
public final class PushReceiver implements Receiver {
  /** A sender that takes longer for one request holds memory for nothing. */
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);

  private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(5);
  private static final int MAX_CONNECTIONS = 10_000;

  private final Server server;
  private final Endpoint endpoint;

  private PushReceiver(Server server, Endpoint endpoint) {
    this.server = server;
    this.endpoint = endpoint;
  }

  /**
   * Binds the port.
   *
   * @param title for people, such as {@code Zipkin}
   * @throws java.util.concurrent.CompletionException if it cannot be bound
   */
  public static PushReceiver start(
      String name,
      String title,
      PushSettings settings,
      PushProtocol protocol,
      Map<Signal, Intake> intakes,
      Environment environment) {
    Door door = new Door(name, "http", settings.maxBytes(), intakes, environment.telemetry());
    PushDoor service = new PushDoor(door, protocol, settings.metadata());
    Server server =
        Server.builder()
            .http(settings.address())
            .service(
                protocol.path(), Gate.before(service, name, settings.authenticator(), environment))
            .maxRequestLength(0)
            .requestTimeout(REQUEST_TIMEOUT)
            .idleTimeout(IDLE_TIMEOUT)
            .maxNumConnections(MAX_CONNECTIONS)
            .gracefulShutdownTimeout(Duration.ZERO, Duration.ofSeconds(5))
            .build();
    server.start().join();
    return new PushReceiver(
        server, new Endpoint(title, settings.address().getHostString(), server.activeLocalPort()));
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(endpoint);
  }

  @Override
  public void close() {
    server.stop().join();
  }
}
