/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.debug;

/** How much of a batch {@code debug} tells. */
public enum Verbosity {
  /** One line: signal, items, bytes. */
  BASIC,
  /** One line an item. */
  NORMAL,
  /** Everything, as OTLP/JSON. */
  DETAILED
}
