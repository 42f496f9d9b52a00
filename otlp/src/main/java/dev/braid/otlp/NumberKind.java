/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

/** Which number a data point or exemplar holds. */
public enum NumberKind {
  NONE,
  INT,
  DOUBLE
}
