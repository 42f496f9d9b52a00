/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.trace;

/** The role of a span, in the order of OTLP's numbers, which begin at 1. */
public enum SpanKind {
  INTERNAL,
  SERVER,
  CLIENT,
  PRODUCER,
  CONSUMER;

  int number() {
    return ordinal() + 1;
  }
}
