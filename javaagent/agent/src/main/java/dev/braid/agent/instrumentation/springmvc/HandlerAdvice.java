/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.springmvc;

import jakarta.servlet.http.HttpServletRequest;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** After {@code DispatcherServlet.getHandler}. */
public final class HandlerAdvice {
  private HandlerAdvice() {}

  @Advice.OnMethodExit(inline = false, suppress = Throwable.class)
  public static void exit(
      @Advice.Argument(0) HttpServletRequest request, @Advice.Return @Nullable Object handler) {
    if (handler != null) {
      Route.found(request);
    }
  }
}
