/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

/** One of OpenTelemetry's three signals, in the order in which OTLP names them. */
public enum Signal {
  TRACES,
  METRICS,
  LOGS
}
