/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp.edit;

/** Where an {@link Editor} is called, from the outside to the inside. */
public enum Level {
  /** An entry of the request: resource, schema URL and the scopes below. */
  RESOURCE,
  /** An entry of a resource: instrumentation scope, schema URL and the items below. */
  SCOPE,
  /** A span, log record or metric. */
  ITEM,
  /** A span event or a data point. Log records have no parts. */
  PART
}
