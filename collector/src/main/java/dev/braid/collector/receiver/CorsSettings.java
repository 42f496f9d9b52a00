/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.cors.CorsService;
import com.linecorp.armeria.server.cors.CorsServiceBuilder;
import dev.braid.config.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which web pages may send here.
 *
 * @param allowedOrigins such as {@code https://*.example.com}; {@code *} stands for any characters
 * @param allowedHeaders of requests, besides those that every page may set; {@code *} for all
 * @param exposedHeaders of answers, which the page may read
 * @param maxAge how long a browser remembers the answer; zero leaves it to the browser
 */
record CorsSettings(
    List<String> allowedOrigins,
    List<String> allowedHeaders,
    List<String> exposedHeaders,
    Duration maxAge) {
  /** What is allowed without being named; a page could not send OTLP/JSON otherwise. */
  private static final List<String> ALWAYS = List.of("accept", "content-type", "x-requested-with");

  CorsSettings {
    allowedOrigins = List.copyOf(allowedOrigins);
    allowedHeaders = List.copyOf(allowedHeaders);
    exposedHeaders = List.copyOf(exposedHeaders);
  }

  /** Reads the mapping {@code cors}. */
  static CorsSettings read(Section cors) {
    List<String> origins = cors.strings("allowed_origins");
    CorsSettings settings =
        new CorsSettings(
            origins,
            cors.strings("allowed_headers"),
            cors.strings("exposed_headers"),
            Duration.ofSeconds(cors.number("max_age", 0, 0, Integer.MAX_VALUE)));
    if (origins.isEmpty() && !cors.keys().isEmpty()) {
      cors.fault("allowed_origins", "found none, allowed origins such as https://*.example.com");
    }
    return settings;
  }

  /** The service, which answers the browser's questions itself; itself if no page may send. */
  HttpService around(HttpService service) {
    if (allowedOrigins.isEmpty()) {
      return service;
    }
    // A page of anywhere gets no credentials on its way: they would be those of another page.
    CorsServiceBuilder builder =
        allowedOrigins.contains("*")
            ? CorsService.builderForAnyOrigin()
            : CorsService.builder(origins()::matches).allowCredentials();
    builder.allowRequestMethods(HttpMethod.POST);
    if (allowedHeaders.contains("*")) {
      builder.allowAllRequestHeaders(true);
    } else {
      List<String> headers = new ArrayList<>(ALWAYS);
      headers.addAll(allowedHeaders);
      builder.allowRequestHeaders(headers);
    }
    if (!exposedHeaders.isEmpty()) {
      builder.exposeHeaders(exposedHeaders);
    }
    if (!maxAge.isZero()) {
      builder.maxAge(maxAge);
    }
    return builder.build(service);
  }

  private Origins origins() {
    String expression =
        allowedOrigins.stream().map(CorsSettings::expression).collect(Collectors.joining("|"));
    return new Origins(Pattern.compile(expression));
  }

  private static String expression(String origin) {
    String lower = origin.toLowerCase(Locale.ROOT);
    List<String> parts = List.of(lower.split("\\*", -1));
    return parts.stream().map(Pattern::quote).collect(Collectors.joining(".*"));
  }

  private record Origins(Pattern allowed) {
    boolean matches(String origin) {
      return allowed.matcher(origin.toLowerCase(Locale.ROOT)).matches();
    }
  }
}
