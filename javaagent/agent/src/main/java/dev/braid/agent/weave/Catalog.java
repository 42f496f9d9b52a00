/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.weave;

import dev.braid.agent.instrumentation.executors.ExecutorsInstrumentation;
import dev.braid.agent.instrumentation.hikari.HikariInstrumentation;
import dev.braid.agent.instrumentation.httpclient.HttpClientInstrumentation;
import dev.braid.agent.instrumentation.httpserver.HttpServerInstrumentation;
import dev.braid.agent.instrumentation.httpurlconnection.HttpUrlConnectionInstrumentation;
import dev.braid.agent.instrumentation.jdbc.JdbcInstrumentation;
import dev.braid.agent.instrumentation.jul.JulInstrumentation;
import dev.braid.agent.instrumentation.log4j2.Log4j2Instrumentation;
import dev.braid.agent.instrumentation.logback.LogbackInstrumentation;
import dev.braid.agent.instrumentation.otelannotations.OtelAnnotationsInstrumentation;
import dev.braid.agent.instrumentation.otelapi.OtelApiInstrumentation;
import dev.braid.agent.instrumentation.servlet.ServletInstrumentation;
import dev.braid.agent.instrumentation.simpleclient.SimpleclientInstrumentation;
import dev.braid.agent.instrumentation.springmvc.SpringMvcInstrumentation;
import java.util.ArrayList;
import java.util.List;

/** All instrumentations, listed by hand: no ServiceLoader on the start-up path. */
public final class Catalog {
  private Catalog() {}

  /** The descriptors by the alphabet of their names, which has no meaning. */
  public static List<Instrumentation> all() {
    List<Instrumentation> all = new ArrayList<>();
    all.add(new ExecutorsInstrumentation());
    all.add(new HikariInstrumentation());
    all.add(new HttpUrlConnectionInstrumentation());
    all.add(new HttpClientInstrumentation());
    all.add(new HttpServerInstrumentation());
    all.add(new JulInstrumentation());
    all.add(new JdbcInstrumentation());
    all.add(new Log4j2Instrumentation());
    all.add(new LogbackInstrumentation());
    all.add(new OtelApiInstrumentation());
    all.add(new OtelAnnotationsInstrumentation());
    all.add(new SimpleclientInstrumentation());
    all.add(new ServletInstrumentation());
    all.add(new SpringMvcInstrumentation());
    return all;
  }
}
