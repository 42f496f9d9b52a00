/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.jdk;

/** Host and port of a {@code Host} header: {@code name}, {@code name:port}, {@code [v6]:port}. */
final class Authority {
  private static final int MAX_PORT = 65_535;

  private Authority() {}

  static String host(String authority) {
    int colon = portColon(authority);
    return colon < 0 ? authority : authority.substring(0, colon);
  }

  /** The port, or -1 if there is none that could be one. */
  static int port(String authority) {
    int colon = portColon(authority);
    int port = colon < 0 || colon + 1 == authority.length() ? -1 : 0;
    for (int i = colon + 1; port >= 0 && i < authority.length(); i++) {
      int digit = authority.charAt(i) - '0';
      port = digit < 0 || digit > 9 ? -1 : port * 10 + digit;
      port = port > MAX_PORT ? -1 : port;
    }
    return port;
  }

  private static int portColon(String authority) {
    int colon = authority.lastIndexOf(':');
    return colon < authority.lastIndexOf(']') ? -1 : colon;
  }
}
