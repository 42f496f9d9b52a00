/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.springmvc;

import dev.braid.agent.http.ServerExchange;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** The route of a request: the pattern that matched, below what the container has matched. */
final class Route {
  private static final String PATTERN =
      "org.springframework.web.servlet.HandlerMapping.bestMatchingPattern";

  private Route() {}

  static void found(HttpServletRequest request) {
    ServerExchange exchange = ServerExchange.current();
    if (exchange == null || isLaterDispatch(request, exchange)) {
      return;
    }
    Object pattern = request.getAttribute(PATTERN);
    if (pattern != null) {
      exchange.route(withPrefix(prefix(request), pattern.toString()));
    }
  }

  /** Forwards and error pages have patterns too, but the client asked for the first one. */
  private static boolean isLaterDispatch(HttpServletRequest request, ServerExchange exchange) {
    DispatcherType type = request.getDispatcherType();
    return type == DispatcherType.ERROR
        || (type != DispatcherType.REQUEST && exchange.route() != null);
  }

  /** Context path, and the servlet's path where it is mapped to a prefix such as {@code /api/*}. */
  private static String prefix(HttpServletRequest request) {
    String context = request.getContextPath();
    String servlet = request.getPathInfo() == null ? null : request.getServletPath();
    return join(context, servlet);
  }

  private static String join(@Nullable String context, @Nullable String servlet) {
    String first = context == null ? "" : context;
    return servlet == null || servlet.isEmpty() ? first : first.concat(servlet);
  }

  private static String withPrefix(String prefix, String pattern) {
    if (prefix.isEmpty()) {
      return pattern;
    }
    return pattern.startsWith("/") ? prefix.concat(pattern) : prefix + '/' + pattern;
  }
}
