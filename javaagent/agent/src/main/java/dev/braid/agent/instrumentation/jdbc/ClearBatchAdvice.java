/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.jdbc;

import dev.braid.agent.jdbc.JdbcMemory;
import dev.braid.agent.jdbc.PendingBatch;
import java.sql.Statement;
import net.bytebuddy.asm.Advice;

/** Forgets a batch that was cleared. */
public final class ClearBatchAdvice {
  private ClearBatchAdvice() {}

  @Advice.OnMethodExit(inline = false, suppress = Throwable.class)
  public static void exit(@Advice.This Statement statement) {
    PendingBatch batch = JdbcMemory.batch(statement);
    if (batch != null) {
      batch.clear();
    }
  }
}
