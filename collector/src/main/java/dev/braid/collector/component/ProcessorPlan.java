/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.component;

/** A processor whose settings are read; started once for each pipeline that names it. */
@FunctionalInterface
public interface ProcessorPlan {

  /** A stage before {@code place.next()}; may be {@code place.next()} itself. */
  BatchConsumer start(Place place, Environment environment);
}
