/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.component;

import dev.braid.config.Section;

/** A kind of extension. */
public interface ExtensionFactory extends ComponentFactory {

  /**
   * Reads every key it knows and records each fault in {@code settings}. Opens nothing.
   *
   * @param name the whole component id, such as {@code health_check/2}
   */
  ExtensionPlan prepare(String name, Section settings);
}
