/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.prometheus;

/** Prometheus's metric types, with their numbers in remote write's metadata. */
enum Kind {
  UNKNOWN,
  COUNTER,
  GAUGE,
  HISTOGRAM,
  GAUGE_HISTOGRAM,
  SUMMARY,
  INFO;

  int remoteWriteNumber() {
    return ordinal();
  }
}
