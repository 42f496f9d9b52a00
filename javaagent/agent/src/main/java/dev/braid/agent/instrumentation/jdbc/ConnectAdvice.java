/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.jdbc;

import dev.braid.agent.jdbc.JdbcMemory;
import dev.braid.agent.jdbc.JdbcUrl;
import dev.braid.bootstrap.Context;
import java.sql.Connection;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A driver connects: the URL tells the database; what the driver asks meanwhile is its own. */
public final class ConnectAdvice {
  private ConnectAdvice() {}

  @Advice.OnMethodEnter(inline = false, suppress = Throwable.class)
  public static Object enter() {
    return Context.attach(Context.current().suppress(Context.DB));
  }

  @Advice.OnMethodExit(inline = false, suppress = Throwable.class, onThrowable = Throwable.class)
  public static void exit(
      @Advice.Enter @Nullable Object previous,
      @Advice.Argument(0) @Nullable String url,
      @Advice.Return @Nullable Connection connection) {
    if (previous != null) {
      Context.restore((Context) previous);
    }
    if (connection != null && JdbcMemory.database(connection) == null) {
      JdbcMemory.connected(connection, JdbcUrl.parse(url));
    }
  }
}
