/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package com.example.matrix.servlet31;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Answers {@code /hello/NAME} after one query and one line. */
public final class HelloServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final Logger log = LogManager.getLogger(HelloServlet.class);

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String name = request.getPathInfo().substring(1);
    int length = length(name);
    log.info("hello {}", name);
    response.setContentType("text/plain");
    response.getWriter().print("hello " + name + ", " + length + " letters");
  }

  private static int length(String name) throws ServletException {
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:servlet31");
        PreparedStatement query = connection.prepareStatement("select char_length(?)")) {
      query.setString(1, name);
      try (ResultSet rows = query.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    } catch (SQLException e) {
      throw new ServletException(e);
    }
  }
}
