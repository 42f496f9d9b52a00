/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.component;

/** Something beside the pipelines. What it offers to components are further interfaces. */
@FunctionalInterface
public interface Extension extends AutoCloseable {
  @Override
  void close();
}
