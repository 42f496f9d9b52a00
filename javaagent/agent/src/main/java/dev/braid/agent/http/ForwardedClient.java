/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.http;

import org.jspecify.annotations.Nullable;

/** The first client that proxies tell of, in {@code Forwarded} or {@code X-Forwarded-For}. */
final class ForwardedClient {
  private static final int MAX_ADDRESS_CHARS = 64; // longer ones are no address

  private ForwardedClient() {}

  static <Q> @Nullable String address(HttpServerTelemetry<Q, ?> telemetry, Q request) {
    String forwarded = telemetry.headerOf(request, "forwarded");
    if (forwarded != null) {
      return clean(ofForwarded(forwarded));
    }
    String list = telemetry.headerOf(request, "x-forwarded-for");
    if (list == null) {
      return null;
    }
    int comma = list.indexOf(',');
    return clean(comma < 0 ? list : list.substring(0, comma));
  }

  private static @Nullable String ofForwarded(String header) {
    for (int i = 0; i + 4 <= header.length(); i++) {
      if (header.regionMatches(true, i, "for=", 0, 4)) {
        int end = i + 4;
        while (end < header.length() && ",;".indexOf(header.charAt(end)) < 0) {
          end++;
        }
        return header.substring(i + 4, end);
      }
    }
    return null;
  }

  private static @Nullable String clean(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String address = text.trim();
    if (address.length() > 1 && address.startsWith("\"") && address.endsWith("\"")) {
      address = address.substring(1, address.length() - 1);
    }
    int bracket = address.indexOf(']');
    if (address.startsWith("[") && bracket > 0) {
      address = address.substring(1, bracket);
    } else if (address.indexOf(':') >= 0 && address.indexOf(':') == address.lastIndexOf(':')) {
      address = address.substring(0, address.indexOf(':'));
    }
    return address.isEmpty() || address.length() > MAX_ADDRESS_CHARS ? null : address;
  }
}
