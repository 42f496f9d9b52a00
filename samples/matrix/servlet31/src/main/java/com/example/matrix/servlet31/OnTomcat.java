/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package com.example.matrix.servlet31;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;

/** The servlets on embedded Tomcat. */
final class OnTomcat {

  private OnTomcat() {}

  static int start(int port) throws Exception {
    Path base = Files.createTempDirectory("tomcat");
    base.toFile().deleteOnExit();
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(base.toString());
    tomcat.setHostname("127.0.0.1");
    tomcat.setPort(port);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Context context = tomcat.addContext("", null);
    Tomcat.addServlet(context, "hello", new HelloServlet());
    context.addServletMappingDecoded("/hello/*", "hello");
    Tomcat.addServlet(context, "fail", new FailServlet());
    context.addServletMappingDecoded("/fail", "fail");
    Wrapper async = Tomcat.addServlet(context, "async", new AsyncServlet());
    async.setAsyncSupported(true);
    context.addServletMappingDecoded("/async", "async");
    Tomcat.addServlet(context, "status", new StatusServlet());
    context.addServletMappingDecoded("/status/*", "status");
    tomcat.start();
    // Tomcat's own threads are daemons: one that is not keeps the process alive.
    new Thread(tomcat.getServer()::await, "await-tomcat").start();
    return tomcat.getConnector().getLocalPort();
  }
}
