/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.http;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.ClientFactoryBuilder;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.CommonPools;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.RequestHeadersBuilder;
import com.linecorp.armeria.common.SessionProtocol;
import dev.braid.exporters.Outcome;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * One URL that requests are posted to. Thread-safe. Connections are pooled and run on Armeria's
 * common event loops, which outlive this.
 */
public final class BackEnd implements AutoCloseable {

  /** An answer is a few bytes or an error message; anything longer is not one of ours. */
  private static final long MAX_RESPONSE_BYTES = 1 << 20;

  /** Nobody waits longer for a connection on a network where telemetry is of use. */
  private static final Duration MAX_CONNECT_TIME = Duration.ofSeconds(5);

  private final URI url;
  private final Map<String, String> headers;
  private final ClientFactory factory;
  private final WebClient client;
  private volatile boolean closed;

  private BackEnd(URI url, SessionProtocol protocol, ClientSettings settings) {
    this.url = url;
    this.headers = settings.headers();
    Duration connectTime =
        settings.timeout().compareTo(MAX_CONNECT_TIME) < 0 ? settings.timeout() : MAX_CONNECT_TIME;
    ClientFactoryBuilder builder =
        ClientFactory.builder()
            .workerGroup(CommonPools.workerGroup(), false)
            .connectTimeout(connectTime);
    if (protocol.isTls()) {
      settings.tls().apply(builder);
    }
    factory = builder.build();
    client =
        WebClient.builder(protocol.uriText() + "://" + url.getRawAuthority())
            .factory(factory)
            .responseTimeout(settings.timeout())
            .writeTimeout(settings.timeout())
            .maxResponseLength(MAX_RESPONSE_BYTES)
            .build();
  }

  /** A back end that speaks HTTP/1.1, or what ALPN finds over TLS. */
  public static BackEnd http(URI url, ClientSettings settings) {
    // Plain http:// would probe for HTTP/2 first, which some servers answer by hanging up.
    boolean tls = "https".equalsIgnoreCase(url.getScheme());
    return new BackEnd(url, tls ? SessionProtocol.HTTPS : SessionProtocol.H1C, settings);
  }

  /** A back end that speaks HTTP/2 only. */
  public static BackEnd http2(URI url, ClientSettings settings) {
    boolean tls = "https".equalsIgnoreCase(url.getScheme());
    return new BackEnd(url, tls ? SessionProtocol.H2 : SessionProtocol.H2C, settings);
  }

  /** The path of this back end's URL, with the query if there is one. */
  public String path() {
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
  }

  /**
   * Posts {@code body} to {@code path} and reads the answer. The stage never fails: what keeps an
   * answer away is retryable.
   */
  public CompletionStage<Outcome> post(
      String path,
      Map<String, String> ownHeaders,
      List<HttpData> body,
      Function<AggregatedHttpResponse, Outcome> reader) {
    if (closed) {
      return CompletableFuture.completedFuture(Outcome.retryable("the exporter is closed"));
    }
    try {
      HttpRequest request =
          HttpRequest.of(head(path, ownHeaders, body), body.toArray(HttpData[]::new));
      return client
          .execute(request)
          .aggregate()
          .handle((answer, failure) -> failure == null ? reader.apply(answer) : unreached(failure))
          .exceptionally(this::unreadable);
    } catch (RuntimeException e) {
      return CompletableFuture.completedFuture(unreached(e));
    }
  }

  private RequestHeaders head(String path, Map<String, String> ownHeaders, List<HttpData> body) {
    RequestHeadersBuilder head = RequestHeaders.builder(HttpMethod.POST, path);
    head.add("user-agent", "braid");
    headers.forEach(head::set);
    ownHeaders.forEach(head::set);
    long length = 0;
    for (HttpData part : body) {
      length += part.length();
    }
    return head.contentLength(length).build();
  }

  private Outcome unreached(Throwable failure) {
    return Outcome.retryable(url + ": " + HttpAnswer.describe(failure));
  }

  private Outcome unreadable(Throwable failure) {
    return Outcome.rejected(url + " answered what cannot be read: " + HttpAnswer.describe(failure));
  }

  @Override
  public void close() {
    closed = true;
    factory.closeAsync();
  }
}
