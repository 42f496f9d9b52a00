/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.jdbc;

import dev.braid.agent.weave.Instrumentation;
import dev.braid.agent.weave.Target;
import java.util.List;

/** JDBC: every class that implements the interfaces of java.sql, so any driver, pool or wrapper. */
public final class JdbcInstrumentation implements Instrumentation {
  private static final String PACKAGE = "dev.braid.agent.instrumentation.jdbc.";
  private static final String SQL = "(Ljava/lang/String;";

  @Override
  public String name() {
    return "jdbc";
  }

  @Override
  public List<Target> targets() {
    return List.of(
        Target.subtypeOf("java.sql.Driver")
            .method("connect", "(Ljava/lang/String;Ljava/util/Properties;)Ljava/sql/Connection;")
            .advice(PACKAGE + "ConnectAdvice"),
        Target.subtypeOf("javax.sql.DataSource")
            .method("getConnection", "()Ljava/sql/Connection;")
            .method("getConnection", "(Ljava/lang/String;Ljava/lang/String;)Ljava/sql/Connection;")
            .advice(PACKAGE + "DataSourceAdvice"),
        Target.subtypeOf("java.sql.Connection")
            .methodStarting("prepareStatement", SQL)
            .methodStarting("prepareCall", SQL)
            .advice(PACKAGE + "PrepareAdvice"),
        Target.subtypeOf("java.sql.Statement")
            .methodStarting("execute", SQL)
            .methodStarting("executeQuery", SQL)
            .methodStarting("executeUpdate", SQL)
            .methodStarting("executeLargeUpdate", SQL)
            .advice(PACKAGE + "ExecuteAdvice"),
        Target.subtypeOf("java.sql.PreparedStatement")
            .method("execute", "()Z")
            .method("executeQuery", "()Ljava/sql/ResultSet;")
            .method("executeUpdate", "()I")
            .method("executeLargeUpdate", "()J")
            .advice(PACKAGE + "ExecutePreparedAdvice"),
        Target.subtypeOf("java.sql.Statement")
            .method("addBatch", "(Ljava/lang/String;)V")
            .advice(PACKAGE + "AddBatchAdvice"),
        Target.subtypeOf("java.sql.PreparedStatement")
            .method("addBatch", "()V")
            .advice(PACKAGE + "AddPreparedBatchAdvice"),
        Target.subtypeOf("java.sql.Statement")
            .method("clearBatch", "()V")
            .advice(PACKAGE + "ClearBatchAdvice"),
        Target.subtypeOf("java.sql.Statement")
            .method("close", "()V")
            .advice(PACKAGE + "CloseAdvice"),
        Target.subtypeOf("java.sql.Statement")
            .method("executeBatch", "()[I")
            .method("executeLargeBatch", "()[J")
            .advice(PACKAGE + "ExecuteBatchAdvice"));
  }
}
