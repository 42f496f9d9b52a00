/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import io.netty.handler.ssl.ClientAuth;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** A real server on a free port of this host that records requests and answers as told. */
public final class BackEndStub implements AutoCloseable {

  private static final InetSocketAddress ADDRESS = new InetSocketAddress("127.0.0.1", 0);

  private final List<AggregatedHttpRequest> requests = new CopyOnWriteArrayList<>();
  private final Server server;
  private volatile Supplier<HttpResponse> answer = () -> HttpResponse.of(200);

  public BackEndStub() {
    this(Server.builder().http(ADDRESS));
  }

  private BackEndStub(ServerBuilder builder) {
    server =
        builder
            .gracefulShutdownTimeout(java.time.Duration.ZERO, java.time.Duration.ZERO)
            .serviceUnder(
                "/",
                (context, request) ->
                    HttpResponse.of(
                        request
                            .aggregate()
                            .thenApply(
                                whole -> {
                                  requests.add(whole);
                                  return answer.get();
                                })))
            .build();
    server.start().join();
  }

  /** One that speaks TLS and identifies itself by {@code own}. */
  static BackEndStub secure(TestCertificate own) {
    return new BackEndStub(Server.builder().https(ADDRESS).tls(own.keyPair()));
  }

  /** As {@link #secure}, for clients alone that identify themselves by {@code client}. */
  @SuppressWarnings("deprecation") // as in TlsSettings
  static BackEndStub secure(TestCertificate own, TestCertificate client) {
    return new BackEndStub(
        Server.builder()
            .https(ADDRESS)
            .tls(own.keyPair())
            .tlsCustomizer(
                tls -> tls.trustManager(client.certificate()).clientAuth(ClientAuth.REQUIRE)));
  }

  public int port() {
    return server.activeLocalPort();
  }

  public String url() {
    return (server.activePort(SessionProtocol.HTTPS) == null ? "http" : "https")
        + "://127.0.0.1:"
        + port();
  }

  public void answer(Supplier<HttpResponse> next) {
    answer = next;
  }

  public List<AggregatedHttpRequest> requests() {
    return requests;
  }

  /** Stops and waits until nobody can connect, which takes the server's threads two seconds. */
  public void stop() {
    server.stop().join();
  }

  @Override
  public void close() {
    server.closeAsync();
  }
}
