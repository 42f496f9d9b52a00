/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When an event happened, as exactly as the version of Logback knows it. */
final class EventTime {
  /** {@code ILoggingEvent.getInstant()}, which Logback 1.3 brought; null before. */
  private static final @Nullable MethodHandle INSTANT = instant();

  private EventTime() {}

  static long epochNanos(ILoggingEvent event) {
    Instant instant = null;
    if (INSTANT != null) {
      try {
        instant = (Instant) INSTANT.invokeExact(event);
      } catch (Throwable ofForeignEvent) {
        instant = null;
      }
    }
    return instant == null
        ? event.getTimeStamp() * 1_000_000
        : instant.getEpochSecond() * 1_000_000_000 + instant.getNano();
  }

  private static @Nullable MethodHandle instant() {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(ILoggingEvent.class, "getInstant", MethodType.methodType(Instant.class));
    } catch (ReflectiveOperationException before13) {
      return null;
    }
  }
}
