/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.braid.collector.component.Environment;
import dev.braid.collector.component.RequestAuthenticator;
import dev.braid.config.Section;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Asks an authenticator before a request reaches its service. Counts who was turned away. */
public final class Gate implements HttpService {
  private static final String UNAUTHENTICATED = "16";

  private final HttpService behind;
  private final RequestAuthenticator authenticator;
  private final CounterDataPoint denied;

  private Gate(HttpService behind, RequestAuthenticator authenticator, CounterDataPoint denied) {
    this.behind = behind;
    this.authenticator = authenticator;
    this.denied = denied;
  }

  /** The extension that {@code auth.authenticator} names; null if none. */
  public static @Nullable String readName(Section section) {
    if (!section.has("auth")) {
      return null;
    }
    return section.section("auth").requiredString("authenticator");
  }

  /**
   * {@code service} behind the authenticator, or itself if {@code authenticator} is null.
   *
   * @throws IllegalStateException if there is no such extension, or it cannot judge requests
   */
  static HttpService before(
      HttpService service, String receiver, @Nullable String authenticator, Environment around) {
    if (authenticator == null) {
      return service;
    }
    RequestAuthenticator found =
        around
            .extensions()
            .find(authenticator, RequestAuthenticator.class)
            .orElseThrow(() -> new IllegalStateException(missing(receiver, authenticator)));
    return new Gate(
        service,
        found,
        around.telemetry().counter("receiver_unauthenticated_requests", "receiver", receiver));
  }

  private static String missing(String receiver, String authenticator) {
    return "receivers."
        + receiver
        + ".auth.authenticator: found '"
        + authenticator
        + "', allowed an extension under service.extensions that checks requests,"
        + " such as basicauth with htpasswd or bearertokenauth";
  }

  @Override
  public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) {
    return HttpResponse.of(
        CompletableFuture.supplyAsync(
                () -> authenticator.judge(name -> request.headers().get(name)),
                ctx.blockingTaskExecutor())
            .thenApplyAsync(verdict -> pass(ctx, request, verdict), ctx.eventLoop()));
  }

  private HttpResponse pass(
      ServiceRequestContext ctx, HttpRequest request, RequestAuthenticator.Verdict verdict) {
    if (verdict.isAllowed()) {
      try {
        return behind.serve(ctx, request);
      } catch (Exception e) {
        return HttpResponse.ofFailure(e);
      }
    }
    denied.inc();
    boolean isGrpc =
        request.headers().get(HttpHeaderNames.CONTENT_TYPE, "").startsWith("application/grpc");
    return isGrpc ? grpc() : http(verdict.challenge());
  }

  private static HttpResponse http(String challenge) {
    return HttpResponse.of(
        ResponseHeaders.of(HttpStatus.UNAUTHORIZED, HttpHeaderNames.WWW_AUTHENTICATE, challenge));
  }

  private static HttpResponse grpc() {
    return HttpResponse.of(
        ResponseHeaders.builder(HttpStatus.OK)
            .endOfStream(true)
            .set(HttpHeaderNames.CONTENT_TYPE, "application/grpc")
            .set("grpc-status", UNAUTHENTICATED)
            .set("grpc-message", "authentication failed")
            .build());
  }
}
