/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.httpserver;

import dev.braid.agent.jdk.HttpServerHook;
import dev.braid.agent.weave.Instrumentation;
import dev.braid.agent.weave.Target;
import dev.braid.bootstrap.Hooks;
import java.util.List;

/**
 * The JDK's own HTTP server: one span from the outermost filter to its return, or to the response
 * headers if another thread sends them later.
 */
public final class HttpServerInstrumentation implements Instrumentation {
  private static final String ADVICE =
      "dev.braid.agent.instrumentation.httpserver.HttpServerAdvice$";
  private static final String EXCHANGE = "(Lcom/sun/net/httpserver/HttpExchange;)V";

  @Override
  public String name() {
    return "java-http-server";
  }

  @Override
  public void installHooks() {
    HttpServerHook hook = new HttpServerHook();
    Hooks.install(Hooks.HTTP_SERVER, hook);
    Hooks.install(Hooks.HTTP_SERVER_RESPONSE, hook.response());
  }

  @Override
  public List<Target> targets() {
    return List.of(
        Target.jdk("com.sun.net.httpserver.Filter$Chain")
            .method("doFilter", EXCHANGE)
            .inlined(ADVICE + "Filter"),
        Target.jdk("sun.net.httpserver.HttpExchangeImpl")
            .methodNamed("sendResponseHeaders")
            .inlined(ADVICE + "SendHeaders"),
        Target.jdk("sun.net.httpserver.HttpsExchangeImpl")
            .methodNamed("sendResponseHeaders")
            .inlined(ADVICE + "SendHeaders"));
  }
}
