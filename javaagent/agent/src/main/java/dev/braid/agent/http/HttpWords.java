/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.http;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The words in which HTTP is told: methods, versions, statuses, span names. Thread-safe. */
final class HttpWords {
  static final String OTHER = "_OTHER";

  /** Routes are few unless an application makes them up; then names are put together each time. */
  private static final int MAX_ROUTES = 1_000;

  private static final String[] METHODS = {
    "GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "CONNECT", "QUERY"
  };

  private static final ConcurrentHashMap<String, @Nullable String[]> NAMES =
      new ConcurrentHashMap<>();

  private static final @Nullable String[] STATUSES = new @Nullable String[600];

  private HttpWords() {}

  /** The constant of a known method, {@code _OTHER} otherwise. */
  static String method(@Nullable String method) {
    for (String known : METHODS) {
      if (known.equals(method)) {
        return known;
      }
    }
    return OTHER;
  }

  /** The name of a span that knows no route. */
  static String name(String method) {
    return method.equals(OTHER) ? "HTTP" : method;
  }

  /** The name of a span with a route. */
  static String name(String method, String route) {
    int index = 0;
    while (index < METHODS.length && !METHODS[index].equals(method)) {
      index++;
    }
    @Nullable String[] names = NAMES.get(route);
    if (names == null) {
      names = new @Nullable String[METHODS.length + 1];
      if (NAMES.size() < MAX_ROUTES) {
        NAMES.put(route, names);
      }
    }
    String name = names[index];
    if (name == null) {
      name = name(method) + ' ' + route;
      names[index] = name;
    }
    return name;
  }

  /** "1.1" of "HTTP/1.1"; "2" and "3" without a zero. */
  static @Nullable String version(@Nullable String protocol) {
    if (protocol == null) {
      return null;
    }
    switch (protocol) {
      case "HTTP/1.1":
      case "1.1":
        return "1.1";
      case "HTTP/2.0":
      case "HTTP/2":
      case "2.0":
        return "2";
      case "HTTP/3.0":
      case "HTTP/3":
        return "3";
      default:
        return protocol.startsWith("HTTP/") ? protocol.substring(5) : protocol;
    }
  }

  /** A status as text; made once each. */
  static String status(int status) {
    if (status < 0 || status >= STATUSES.length) {
      return String.valueOf(status);
    }
    String known = STATUSES[status];
    if (known == null) {
      known = String.valueOf(status);
      STATUSES[status] = known;
    }
    return known;
  }
}
