/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.otelannotations;

import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Around a method with {@code @WithSpan}. */
public final class WithSpanAdvice {
  private WithSpanAdvice() {}

  @Advice.OnMethodEnter(inline = false, suppress = Throwable.class)
  public static @Nullable Object enter(
      @Advice.Origin Class<?> type,
      @Advice.Origin("#m") String method,
      @Advice.Origin("#d") String descriptor,
      @Advice.AllArguments Object[] arguments) {
    return AnnotatedCall.start(type, method, descriptor, arguments);
  }

  @Advice.OnMethodExit(inline = false, suppress = Throwable.class, onThrowable = Throwable.class)
  public static void exit(
      @Advice.Enter @Nullable Object call,
      @Advice.Return(typing = net.bytebuddy.implementation.bytecode.assign.Assigner.Typing.DYNAMIC)
          @Nullable Object returned,
      @Advice.Thrown @Nullable Throwable thrown) {
    if (call != null) {
      ((AnnotatedCall) call).end(returned, thrown);
    }
  }
}
