/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.edit;

import dev.braid.otlp.Batch;
import dev.braid.otlp.edit.Editor;
import dev.braid.otlp.edit.Rewrite;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The editors of several processors in as few passes as give the same result. One thread. */
final class Passes {
  private record Pass(Rewrite rewrite, List<Integer> processors) {}

  private final List<Pass> passes = new ArrayList<>();
  private final int[] dropped;

  Passes(List<Editing> processors) {
    dropped = new int[processors.size()];
    List<Editor> shared = new ArrayList<>();
    List<Integer> owners = new ArrayList<>();
    for (int i = 0; i < processors.size(); i++) {
      for (Editor editor : processors.get(i).editors()) {
        if (!shared.stream().allMatch(before -> Rewrite.canShare(before, editor))) {
          close(shared, owners);
        }
        shared.add(editor);
        owners.add(i);
      }
    }
    close(shared, owners);
  }

  private void close(List<Editor> shared, List<Integer> owners) {
    if (!shared.isEmpty()) {
      passes.add(new Pass(new Rewrite(shared), List.copyOf(owners)));
    }
    shared.clear();
    owners.clear();
  }

  Batch apply(Batch batch) {
    Arrays.fill(dropped, 0);
    Batch result = batch;
    for (Pass pass : passes) {
      if (result.sizeBytes() == 0) {
        break;
      }
      result = pass.rewrite.apply(result);
      for (int i = 0; i < pass.processors.size(); i++) {
        dropped[pass.processors.get(i)] += pass.rewrite.dropped(i);
      }
    }
    return result;
  }

  /** Items that the processor at {@code index} has dropped from the last batch. */
  int dropped(int index) {
    return dropped[index];
  }
}
