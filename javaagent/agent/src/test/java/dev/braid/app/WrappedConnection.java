/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.app;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A connection around another one that does not let itself be unwrapped. The test fills in what is
 * abstract here, by delegation.
 */
public abstract class WrappedConnection implements Connection {
  public @Nullable Connection delegate;
  public UnaryOperator<PreparedStatement> statements = UnaryOperator.identity();

  private Connection delegate() {
    if (delegate == null) {
      throw new IllegalStateException("set the delegate first");
    }
    return delegate;
  }

  @Override
  public PreparedStatement prepareStatement(String sql) throws SQLException {
    WrappedStatement statement =
        (WrappedStatement) statements.apply(delegate().prepareStatement(sql));
    statement.owner = this;
    return statement;
  }

  @Override
  public Statement createStatement() throws SQLException {
    WrappedStatement statement =
        (WrappedStatement) statements.apply(delegate().prepareStatement("SELECT 1"));
    statement.owner = this;
    return statement;
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("wraps nothing");
  }
}
