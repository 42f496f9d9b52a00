/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.jdbc;

import dev.braid.agent.db.SqlInfo;
import dev.braid.agent.jdbc.JdbcMemory;
import java.sql.Statement;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Counts SQL that is added to a batch. */
public final class AddBatchAdvice {
  private AddBatchAdvice() {}

  @Advice.OnMethodExit(inline = false, suppress = Throwable.class)
  public static void exit(
      @Advice.This Statement statement, @Advice.Argument(0) @Nullable String sql) {
    if (sql != null) {
      JdbcMemory.added(statement, SqlInfo.of(sql));
    }
  }
}
