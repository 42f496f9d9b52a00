/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.jdk;

import static java.util.Objects.requireNonNull;

import dev.braid.agent.logs.LogRecorder;
import dev.braid.bootstrap.Hook;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * The way of a record through {@code Logger.log(LogRecord)}. The logger asks for its handlers only
 * after level and filter have let the record pass, so whoever was asked for handlers has logged; a
 * filter is never asked a second time. Where one of the handlers passes the record to a framework
 * that the agent knows, that framework's levels decide, and its record is the only one.
 *
 * <p>Nothing here touches the log manager: the application's call to its logger has done so before.
 */
public final class JulHook extends Hook {
  private static final String SLF4J_BRIDGE = "org.slf4j.bridge.SLF4JBridgeHandler";
  private static final String LOG4J_BRIDGE = "org.apache.logging.log4j.jul.Log4jBridgeHandler";

  /** The innermost call of this thread; it holds no entry's value between calls. */
  private final ThreadLocal<@Nullable Call> current = new ThreadLocal<>();

  /** The hook of {@code getHandlers}. */
  public Hook handlers() {
    return new Handlers();
  }

  @Override
  public @Nullable Object enter(
      @Nullable Object self, @Nullable Object first, @Nullable Object second) {
    if (first == null || !LogRecorder.isEnabled()) {
      return null;
    }
    Call call = new Call((LogRecord) first, current.get());
    current.set(call);
    return call;
  }

  @Override
  public void exit(
      @Nullable Object state,
      @Nullable Object self,
      @Nullable Object returned,
      @Nullable Throwable thrown) {
    Call call = (Call) requireNonNull(state);
    current.set(call.outer);
    if (call.hasPassed && !call.isBridged) {
      JulRecord.record(call.record);
    }
  }

  private final class Handlers extends Hook {
    @Override
    public void exit(
        @Nullable Object state,
        @Nullable Object self,
        @Nullable Object returned,
        @Nullable Throwable thrown) {
      Call call = current.get();
      if (call != null && returned instanceof Handler[]) {
        call.hasPassed = true;
        for (@Nullable Handler handler : (@Nullable Handler[]) returned) {
          call.isBridged |= isBridge(handler);
        }
      }
    }
  }

  private static boolean isBridge(@Nullable Handler handler) {
    if (handler == null) {
      return false;
    }
    String name = handler.getClass().getName();
    return name.equals(SLF4J_BRIDGE) || name.equals(LOG4J_BRIDGE);
  }

  /** One call of {@code log}, on one thread. */
  private static final class Call {
    final LogRecord record;
    final @Nullable Call outer;
    boolean hasPassed;
    boolean isBridged;

    Call(LogRecord record, @Nullable Call outer) {
      this.record = record;
      this.outer = outer;
    }
  }
}
