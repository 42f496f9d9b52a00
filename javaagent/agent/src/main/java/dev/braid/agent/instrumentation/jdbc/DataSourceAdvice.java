/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.jdbc;

import java.sql.Connection;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A data source hands out a connection: its URL tells the database if no driver was asked. */
public final class DataSourceAdvice {
  private DataSourceAdvice() {}

  @Advice.OnMethodExit(inline = false, suppress = Throwable.class)
  public static void exit(
      @Advice.This Object dataSource, @Advice.Return @Nullable Connection connection) {
    if (connection != null) {
      Databases.borrowed(dataSource, connection);
    }
  }
}
