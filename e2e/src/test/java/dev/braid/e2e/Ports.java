/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Free loopback ports, each given once. They lie below the range from which systems take the ports
 * of outgoing connections, so that none is taken away between the question and the server's bind.
 */
final class Ports {
  private static final int FIRST = 15_000;
  private static final int LAST = 32_000;

  /** Starts anywhere, so that two builds on one machine seldom meet. */
  private static final AtomicInteger next =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(FIRST, LAST - 5_000));

  private Ports() {}

  static int[] free(int count) {
    int[] ports = new int[count];
    for (int i = 0; i < count; i++) {
      ports[i] = free();
    }
    return ports;
  }

  private static int free() {
    while (true) {
      int port = next.getAndIncrement();
      if (port > LAST) {
        throw new IllegalStateException("no free port up to " + LAST);
      }
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        // The next one, then.
      }
    }
  }
}
