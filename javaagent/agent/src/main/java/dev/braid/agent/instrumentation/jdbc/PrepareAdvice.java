/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.jdbc;

import dev.braid.agent.db.SqlInfo;
import java.sql.PreparedStatement;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Remembers the SQL of a prepared or callable statement. */
public final class PrepareAdvice {
  private PrepareAdvice() {}

  @Advice.OnMethodExit(inline = false, suppress = Throwable.class)
  public static void exit(
      @Advice.Argument(0) @Nullable String sql,
      @Advice.Return @Nullable PreparedStatement statement) {
    if (statement != null && sql != null) {
      PreparedSql.remember(statement, SqlInfo.of(sql));
    }
  }
}
