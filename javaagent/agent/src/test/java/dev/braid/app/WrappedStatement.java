/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.app;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A statement around another one; the test fills in what is abstract here, by delegation. */
public abstract class WrappedStatement implements PreparedStatement {
  public @Nullable PreparedStatement delegate;
  public @Nullable Connection owner;

  private PreparedStatement delegate() {
    if (delegate == null) {
      throw new IllegalStateException("set the delegate first");
    }
    return delegate;
  }

  @Override
  public @Nullable Connection getConnection() {
    return owner;
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    return delegate().executeQuery();
  }

  @Override
  public int executeUpdate() throws SQLException {
    return delegate().executeUpdate();
  }

  @Override
  public void addBatch() throws SQLException {
    delegate().addBatch();
  }

  @Override
  public int[] executeBatch() throws SQLException {
    return delegate().executeBatch();
  }
}
