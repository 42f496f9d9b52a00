/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.log4j2;

import net.bytebuddy.asm.Advice;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.message.Message;
import org.jspecify.annotations.Nullable;

/** A logger logs a message whose level it has checked; the form with a location. */
public final class LogAdvice {
  private LogAdvice() {}

  @Advice.OnMethodEnter(inline = false, suppress = Throwable.class)
  public static void enter(
      @Advice.This Logger logger,
      @Advice.Argument(0) @Nullable Level level,
      @Advice.Argument(1) @Nullable Marker marker,
      @Advice.Argument(4) @Nullable Message message,
      @Advice.Argument(5) @Nullable Throwable thrown) {
    MessageRecord.record(logger, level, marker, message, thrown);
  }
}
