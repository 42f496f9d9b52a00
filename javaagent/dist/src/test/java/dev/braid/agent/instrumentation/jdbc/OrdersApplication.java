/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import javax.sql.DataSource;

/** An application that selects and logs; libraries by reflection, the test has them in no scope. */
final class OrdersApplication {
  private OrdersApplication() {}

  public static void main(String[] arguments) throws Exception {
    Object log =
        Class.forName("org.slf4j.LoggerFactory")
            .getMethod("getLogger", String.class)
            .invoke(null, "shop.Orders");
    Object pool =
        Class.forName("com.zaxxer.hikari.HikariDataSource").getConstructor().newInstance();
    pool.getClass().getMethod("setJdbcUrl", String.class).invoke(pool, "jdbc:h2:mem:orders");
    try (Connection connection = ((DataSource) pool).getConnection();
        PreparedStatement select = connection.prepareStatement("SELECT 1 FROM DUAL WHERE 1 = ?")) {
      for (int i = 0; i < 3; i++) {
        select.setInt(1, i);
        select.executeQuery().close();
      }
      Class.forName("org.slf4j.Logger")
          .getMethod("info", String.class)
          .invoke(log, "orders were read");
    }
    ((AutoCloseable) pool).close();
  }
}
