/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.httpurlconnection;

import dev.braid.bootstrap.Hooks;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Advice for {@code HttpURLConnection}; the methods call each other. */
final class HttpUrlConnectionAdvice {
  private HttpUrlConnectionAdvice() {}

  /** Methods that open the connection or send the request, but do not read the response. */
  static final class Begin {
    private Begin() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(@Advice.This Object connection) {
      return Hooks.enter(Hooks.HTTP_URL_CONNECTION, connection, null, null);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.This Object connection,
        @Advice.Enter @Nullable Object call,
        @Advice.Thrown @Nullable Throwable thrown) {
      if (call != null) {
        Hooks.exit(Hooks.HTTP_URL_CONNECTION, call, connection, null, thrown);
      }
    }
  }

  /** {@code getInputStream()}, which all other ways to the response go through. */
  static final class Finish {
    private Finish() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(@Advice.This Object connection) {
      return Hooks.enter(Hooks.HTTP_URL_CONNECTION, connection, null, null);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.This Object connection,
        @Advice.Enter @Nullable Object call,
        @Advice.Thrown @Nullable Throwable thrown) {
      if (call != null) {
        Hooks.exit(Hooks.HTTP_URL_CONNECTION, call, connection, connection, thrown);
      }
    }
  }

  /** {@code getResponseCode()}: asked by {@code getInputStream()} itself for every response. */
  static final class Status {
    private Status() {}

    @Advice.OnMethodExit
    static void exit(@Advice.This Object connection, @Advice.Return int status) {
      if (status > 0) {
        Hooks.exit(Hooks.HTTP_URL_CONNECTION_RESPONSE, null, connection, status, null);
      }
    }
  }
}
