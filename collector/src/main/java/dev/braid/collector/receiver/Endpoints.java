/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver;

import dev.braid.config.Section;
import java.net.InetSocketAddress;

/** Reads {@code host:port}. */
public final class Endpoints {
  private static final InetSocketAddress INVALID = InetSocketAddress.createUnresolved("", 0);

  private Endpoints() {}

  /** The {@code endpoint} of {@code section}; a fault if it is no {@code host:port}. */
  public static InetSocketAddress read(Section section, String fallback) {
    String text = section.string("endpoint", fallback);
    InetSocketAddress address = parse(text);
    if (isInvalid(address)) {
      section.fault("endpoint", "found '" + text + "', allowed host:port such as " + fallback);
    }
    return address;
  }

  /** The address that {@code text} names, or one that {@link #isInvalid} knows. */
  public static InetSocketAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      return INVALID;
    }
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      String host = text.substring(0, colon).replaceAll("^\\[|]$", "");
      return host.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
    } catch (IllegalArgumentException e) {
      return INVALID;
    }
  }

  /** Whether a text was no {@code host:port}. */
  public static boolean isInvalid(InetSocketAddress address) {
    return address.equals(INVALID);
  }
}
