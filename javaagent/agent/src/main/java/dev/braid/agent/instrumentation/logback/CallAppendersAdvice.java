/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.logback;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import dev.braid.agent.logs.LogRecorder;
import dev.braid.bootstrap.Context;
import net.bytebuddy.asm.Advice;

/** An event is about to reach its appenders: it gets the trace's ids and is recorded. */
public final class CallAppendersAdvice {
  private CallAppendersAdvice() {}

  @Advice.OnMethodEnter(inline = false, suppress = Throwable.class)
  public static void enter(@Advice.This Logger logger, @Advice.Argument(0) ILoggingEvent event) {
    Context context = Context.current();
    if (event instanceof LoggingEvent) {
      EventMdc.addIds(logger, (LoggingEvent) event, context);
    }
    if (LogRecorder.isEnabled()) {
      EventRecord.record(event);
    }
  }
}
