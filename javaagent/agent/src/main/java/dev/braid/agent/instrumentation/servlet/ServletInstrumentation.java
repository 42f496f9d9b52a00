/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.servlet;

import dev.braid.agent.weave.Instrumentation;
import dev.braid.agent.weave.Target;
import java.util.ArrayList;
import java.util.List;

/** Every filter and servlet, of which the outermost one owns the request. */
public final class ServletInstrumentation implements Instrumentation {
  private static final String ADVICE = "dev.braid.agent.instrumentation.servlet.RequestAdvice";
  private static final String REQUEST_AND_RESPONSE =
      "(Ljakarta/servlet/ServletRequest;Ljakarta/servlet/ServletResponse;";

  @Override
  public String name() {
    return "servlet";
  }

  @Override
  public List<Target> targets() {
    List<Target> targets = new ArrayList<>(2);
    targets.add(
        Target.subtypeOf("jakarta.servlet.Servlet")
            .method("service", REQUEST_AND_RESPONSE + ")V")
            .advice(ADVICE)
            .alsoAs("jakarta.", "javax."));
    targets.add(
        Target.subtypeOf("jakarta.servlet.Filter")
            .method("doFilter", REQUEST_AND_RESPONSE + "Ljakarta/servlet/FilterChain;)V")
            .advice(ADVICE)
            .alsoAs("jakarta.", "javax."));
    return targets;
  }
}
