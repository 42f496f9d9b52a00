/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.edit;

import dev.braid.otlp.edit.Editor;
import java.util.List;

/** What an editing processor does in one pipeline. Thread-safe; the editors it makes are not. */
@FunctionalInterface
public interface Editing {
  /** New editors, to be applied in order, each to what the ones before it have left. */
  List<Editor> editors();

  /** Told after each batch how many items the editors of this processor have dropped from it. */
  default void dropped(int items) {}
}
