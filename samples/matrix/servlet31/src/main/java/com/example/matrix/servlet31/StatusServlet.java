/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package com.example.matrix.servlet31;

import java.io.IOException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Answers {@code /status/CODE} with that status. */
public final class StatusServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int code = Integer.parseInt(request.getPathInfo().substring(1));
    response.setStatus(code);
    response.getWriter().print("status " + code);
  }
}
