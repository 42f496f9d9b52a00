/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.httpurlconnection;

import dev.braid.agent.jdk.HttpUrlConnectionHook;
import dev.braid.agent.weave.Instrumentation;
import dev.braid.agent.weave.Target;
import dev.braid.bootstrap.Hooks;
import java.util.List;

/**
 * {@code HttpURLConnection}, http and https: one span per connection object, redirects included.
 */
public final class HttpUrlConnectionInstrumentation implements Instrumentation {
  private static final String ADVICE =
      "dev.braid.agent.instrumentation.httpurlconnection.HttpUrlConnectionAdvice$";
  private static final String HTTP = "sun.net.www.protocol.http.HttpURLConnection";
  private static final String HTTPS =
      "sun.net.www.protocol.https.AbstractDelegateHttpsURLConnection";

  @Override
  public String name() {
    return "http-url-connection";
  }

  @Override
  public void installHooks() {
    HttpUrlConnectionHook hook = new HttpUrlConnectionHook();
    Hooks.install(Hooks.HTTP_URL_CONNECTION, hook);
    Hooks.install(Hooks.HTTP_URL_CONNECTION_RESPONSE, hook.response());
  }

  @Override
  public List<Target> targets() {
    return List.of(
        Target.jdk(HTTP)
            .method("connect", "()V")
            .method("getOutputStream", "()Ljava/io/OutputStream;")
            .inlined(ADVICE + "Begin"),
        Target.jdk(HTTPS).method("connect", "()V").inlined(ADVICE + "Begin"),
        Target.jdk(HTTP)
            .method("getInputStream", "()Ljava/io/InputStream;")
            .inlined(ADVICE + "Finish"),
        Target.jdk("java.net.HttpURLConnection")
            .method("getResponseCode", "()I")
            .inlined(ADVICE + "Status"));
  }
}
