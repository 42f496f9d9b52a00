/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.servlet;

import dev.braid.agent.harness.AgentProcess;
import dev.braid.agent.harness.Jdk;
import dev.braid.agent.harness.OtlpSink;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One of the applications below {@code samples/matrix} on one server.
 *
 * @param module the module's name
 * @param server which server's libraries are added
 * @param hasRoutes true for Spring MVC
 */
record MatrixApplication(String module, String server, boolean hasRoutes) {
  AgentProcess start(Jdk jdk, OtlpSink sink) {
    Path target = Path.of(System.getProperty("braid.matrix"), module, "target");
    if (!Files.exists(target.resolve("app.jar"))) {
      throw new IllegalStateException(target + " is missing; build samples/matrix first");
    }
    String classPath =
        String.join(
            File.pathSeparator,
            target.resolve("app.jar").toString(),
            target.resolve("lib").resolve("*").toString(),
            target.resolve("lib-" + server).resolve("*").toString());
    return AgentProcess.on(jdk)
        .sendingTo(sink)
        .environment("OTEL_METRICS_EXPORTER", "none")
        .main("com.example.matrix." + module + ".Main", classPath)
        .argument("--port=0")
        .argument("--server.port=0")
        .start();
  }

  @Override
  public String toString() {
    return module + " on " + server;
  }
}
