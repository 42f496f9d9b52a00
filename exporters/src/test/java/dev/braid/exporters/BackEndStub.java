/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.Server;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** A real server on a free port of this host that records requests and answers as told. */
public final class BackEndStub implements AutoCloseable {

  private final List<AggregatedHttpRequest> requests = new CopyOnWriteArrayList<>();
  private final Server server;
  private volatile Supplier<HttpResponse> answer = () -> HttpResponse.of(200);

  public BackEndStub() {
    server =
        Server.builder()
            .http(new java.net.InetSocketAddress("127.0.0.1", 0))
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

  public int port() {
    return server.activeLocalPort();
  }

  public String url() {
    return "http://127.0.0.1:" + port();
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
