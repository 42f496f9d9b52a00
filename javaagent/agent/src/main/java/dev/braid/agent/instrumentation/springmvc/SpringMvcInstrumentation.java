/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.springmvc;

import dev.braid.agent.weave.Instrumentation;
import dev.braid.agent.weave.Target;
import java.util.ArrayList;
import java.util.List;

/** Names server spans by the pattern of the handler that the dispatcher servlet has chosen. */
public final class SpringMvcInstrumentation implements Instrumentation {
  @Override
  public String name() {
    return "spring-webmvc";
  }

  @Override
  public List<Target> targets() {
    List<Target> targets = new ArrayList<>(1);
    targets.add(
        Target.type("org.springframework.web.servlet.DispatcherServlet")
            .methodStarting("getHandler", "(Ljakarta/servlet/http/HttpServletRequest;)")
            .advice("dev.braid.agent.instrumentation.springmvc.HandlerAdvice")
            .alsoAs("jakarta.", "javax."));
    return targets;
  }
}
