/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.jdbc;

import dev.braid.agent.jdbc.JdbcMemory;
import java.sql.PreparedStatement;
import net.bytebuddy.asm.Advice;

/** Counts a set of parameters that is added to a batch. */
public final class AddPreparedBatchAdvice {
  private AddPreparedBatchAdvice() {}

  @Advice.OnMethodExit(inline = false, suppress = Throwable.class)
  public static void exit(@Advice.This PreparedStatement statement) {
    JdbcMemory.added(statement, PreparedSql.of(statement));
  }
}
