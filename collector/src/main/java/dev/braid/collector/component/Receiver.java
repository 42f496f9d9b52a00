/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.component;

import java.util.List;

/** A receiver at work. Thread-safe. */
public interface Receiver extends AutoCloseable {

  /** Where it listens. Empty for one that asks others. */
  List<Endpoint> endpoints();

  /** Stops taking; what is under way is answered. */
  @Override
  void close();

  /**
   * One open door.
   *
   * @param protocol for people, such as {@code OTLP/gRPC}
   */
  record Endpoint(String protocol, String host, int port) {}
}
