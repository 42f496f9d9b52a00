/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.memory;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.braid.correlation.TraceText;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;

/**
 * The embedded view over HTTP: {@code /} and {@code /traces/{id}} for people, {@code /api/...} for
 * programs. Read-only.
 */
final class View implements AutoCloseable {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 10_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RecentTelemetry recent;
  private final Server server;

  private View(String host, int port, RecentTelemetry recent) {
    this.recent = recent;
    this.server =
        Server.builder()
            .http(new InetSocketAddress(host, port))
            .service("/", (context, request) -> html(new ViewPage(recent).overview()))
            .service("/traces/{traceId}", (context, request) -> tracePage(context))
            .service("/api/summary", (context, request) -> json(summary()))
            .service("/api/services", (context, request) -> json(recent.services().keySet()))
            .service("/api/traces", (context, request) -> json(recent.recent(limit(context))))
            .service("/api/traces/{traceId}", (context, request) -> traceJson(context))
            .service(
                "/api/logs",
                (context, request) -> json(recent.recentLogsWithoutTrace(limit(context))))
            .build();
  }

  /** Binds the port. */
  static View start(String host, int port, RecentTelemetry recent) throws IOException {
    View view = new View(host, port, recent);
    try {
      view.server.start().join();
    } catch (CompletionException e) {
      throw new IOException("the view cannot listen on " + host + ":" + port, e.getCause());
    }
    return view;
  }

  int port() {
    return server.activeLocalPort();
  }

  @Override
  public void close() {
    server.stop().join();
  }

  private Map<String, Object> summary() {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("services", recent.services());
    summary.put("traces", recent.traceCount());
    summary.put("forgottenTraces", recent.forgottenTraceCount());
    summary.put("bytes", recent.keptBytes());
    return summary;
  }

  private HttpResponse traceJson(ServiceRequestContext context) throws IOException {
    var tree = recent.joined(traceId(context));
    return tree.isEmpty() ? notFound(context) : json(tree.get());
  }

  private HttpResponse tracePage(ServiceRequestContext context) {
    return recent
        .joined(traceId(context))
        .map(tree -> html(ViewPage.trace(traceId(context), TraceText.of(tree))))
        .orElseGet(() -> notFound(context));
  }

  private static HttpResponse notFound(ServiceRequestContext context) {
    return HttpResponse.of(
        HttpStatus.NOT_FOUND,
        MediaType.PLAIN_TEXT_UTF_8,
        "no trace " + traceId(context) + " in memory; it never came, or is forgotten by now\n");
  }

  private static String traceId(ServiceRequestContext context) {
    String traceId = context.pathParam("traceId");
    return traceId == null ? "" : traceId;
  }

  private static int limit(ServiceRequestContext context) {
    String text = context.queryParam("limit");
    try {
      return text == null
          ? DEFAULT_LIMIT
          : Math.max(1, Math.min(MAX_LIMIT, Integer.parseInt(text)));
    } catch (NumberFormatException notANumber) {
      return DEFAULT_LIMIT;
    }
  }

  private static HttpResponse json(Object value) throws IOException {
    return HttpResponse.of(
        HttpStatus.OK, MediaType.JSON_UTF_8, HttpData.wrap(JSON.writeValueAsBytes(value)));
  }

  private static HttpResponse html(String page) {
    return HttpResponse.of(HttpStatus.OK, MediaType.HTML_UTF_8, page);
  }
}
