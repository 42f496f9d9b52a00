/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.weave;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;

/** Weaves classes that were loaded before the agent: JDK classes, and those of an AOT cache. */
public final class Retransformation {
  private final Instrumentation instrumentation;
  private int failedCount;

  public Retransformation(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /** Retransforms what the transformer may want. */
  public void run(WeavingTransformer transformer) {
    List<Class<?>> wanted = new ArrayList<>();
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      if (!loaded.isArray()
          && !loaded.isPrimitive()
          && transformer.mayWant(loaded)
          && instrumentation.isModifiableClass(loaded)) {
        wanted.add(loaded);
      }
    }
    if (!wanted.isEmpty()) {
      retransform(wanted);
    }
  }

  /**
   * One class that cannot be retransformed fails its whole batch, so halve until it stands alone.
   */
  private void retransform(List<Class<?>> classes) {
    try {
      instrumentation.retransformClasses(classes.toArray(new Class<?>[0]));
    } catch (Throwable failure) {
      int half = classes.size() / 2;
      if (half == 0) {
        failedCount++;
        return;
      }
      retransform(classes.subList(0, half));
      retransform(classes.subList(half, classes.size()));
    }
  }

  /** Classes that could not be retransformed. */
  public int failedCount() {
    return failedCount;
  }
}
