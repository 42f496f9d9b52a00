/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.jdbc;

import dev.braid.agent.jdbc.JdbcMemory;
import java.sql.Statement;
import net.bytebuddy.asm.Advice;

/**
 * A statement is about to be closed and is forgotten; one that comes back out of a cache is
 * prepared anew. Before, not after: a pool may hand it to another thread while it is being closed.
 */
public final class CloseAdvice {
  private CloseAdvice() {}

  @Advice.OnMethodEnter(inline = false, suppress = Throwable.class)
  public static void enter(@Advice.This Statement statement) {
    JdbcMemory.closed(statement);
  }
}
