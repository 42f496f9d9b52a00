/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.httpclient;

import dev.braid.agent.jdk.HttpClientHook;
import dev.braid.agent.weave.Instrumentation;
import dev.braid.agent.weave.Target;
import dev.braid.bootstrap.Hooks;
import java.util.List;

/**
 * {@code java.net.http.HttpClient}: one span per request on the wire, so a redirect, a retry and an
 * answer to an authentication challenge each have their own, with {@code
 * http.request.resend_count}.
 */
public final class HttpClientInstrumentation implements Instrumentation {
  private static final String ADVICE =
      "dev.braid.agent.instrumentation.httpclient.HttpClientAdvice$";
  private static final String CLIENT = "jdk.internal.net.http.";

  @Override
  public String name() {
    return "java-http-client";
  }

  @Override
  public void installHooks() {
    HttpClientHook hook = new HttpClientHook();
    Hooks.install(Hooks.HTTP_CLIENT, hook);
    Hooks.install(Hooks.HTTP_CLIENT_ASYNC, hook.callers());
    Hooks.install(Hooks.HTTP_CLIENT_RESPONSE, hook.response());
  }

  @Override
  public List<Target> targets() {
    return List.of(
        Target.jdk(CLIENT + "MultiExchange").constructor().inlined(ADVICE + "Call"),
        Target.jdk(CLIENT + "Exchange")
            .methodStarting("responseAsync", "()")
            .inlined(ADVICE + "Attempt"),
        Target.jdk(CLIENT + "HttpRequestImpl")
            .methodNamed("getUserHeaders")
            .inlined(ADVICE + "Headers"),
        Target.jdk(CLIENT + "Response").constructor().inlined(ADVICE + "Status"));
  }
}
