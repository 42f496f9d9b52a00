/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package com.example.matrix.servlet31;

import java.net.InetSocketAddress;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;

/** The servlets on embedded Jetty. */
final class OnJetty {

  private OnJetty() {}

  static int start(int port) throws Exception {
    Server server = new Server(new InetSocketAddress("127.0.0.1", port));
    ServletContextHandler context = new ServletContextHandler();
    context.setContextPath("/");
    context.addServlet(HelloServlet.class, "/hello/*");
    context.addServlet(FailServlet.class, "/fail");
    ServletHolder async = context.addServlet(AsyncServlet.class, "/async");
    async.setAsyncSupported(true);
    context.addServlet(StatusServlet.class, "/status/*");
    server.setHandler(context);
    server.start();
    return server.getURI().getPort();
  }
}
