/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.config;

/** One thing wrong in a configuration: where, which key, and what to do about it. Immutable. */
public final class Fault {
  private final Position position;
  private final String key;
  private final String message;

  public Fault(Position position, String key, String message) {
    this.position = position;
    this.key = key;
    this.message = message;
  }

  public Position position() {
    return position;
  }

  /** The full path of the key, such as {@code receivers.otlp.protocols}; empty if none. */
  public String key() {
    return key;
  }

  /** What was found, what is allowed, and a near name where there is one. */
  public String message() {
    return message;
  }

  /** The line to show: {@code file:line:column key: message}. */
  @Override
  public String toString() {
    String place = position.toString();
    String where = place.isEmpty() || key.isEmpty() ? place + key : place + " " + key;
    return where.isEmpty() ? message : where + ": " + message;
  }
}
