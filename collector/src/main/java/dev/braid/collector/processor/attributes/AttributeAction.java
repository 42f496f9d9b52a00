/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.attributes;

import dev.braid.otlp.edit.EditableAttributes;
import java.util.Map;

/** Something to be done with attributes. Thread-safe. */
@FunctionalInterface
public interface AttributeAction {
  /**
   * Does it to {@code attributes}.
   *
   * @param metadata what the receiver kept of the request's headers
   */
  void apply(EditableAttributes attributes, Map<String, String> metadata);
}
