/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package com.example.matrix.servlet31;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Starts the application on whichever server is on the class path. */
public final class Main {

  private static final Logger log = LogManager.getLogger(Main.class);
  private static final int DEFAULT_PORT = 8080;

  private Main() {}

  /** Runs until the process is ended. */
  public static void main(String[] args) throws Exception {
    int port = DEFAULT_PORT;
    for (String arg : args) {
      if (arg.startsWith("--port=")) {
        port = Integer.parseInt(arg.substring("--port=".length()));
      }
    }
    int chosen = hasTomcat() ? OnTomcat.start(port) : OnJetty.start(port);
    log.info("listening on http://127.0.0.1:{}", Integer.toString(chosen));
  }

  private static boolean hasTomcat() {
    return Main.class.getResource("/org/apache/catalina/startup/Tomcat.class") != null;
  }
}
