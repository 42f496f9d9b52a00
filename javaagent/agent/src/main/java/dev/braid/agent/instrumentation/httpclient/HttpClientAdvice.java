/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.httpclient;

import dev.braid.bootstrap.Hooks;
import java.net.http.HttpHeaders;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Advice for the JDK's HTTP client. */
final class HttpClientAdvice {
  private HttpClientAdvice() {}

  /** The constructor of {@code MultiExchange}: on the caller's thread, once per call. */
  static final class Call {
    private Call() {}

    @Advice.OnMethodExit
    static void exit(@Advice.This Object call, @Advice.Argument(0) @Nullable Object request) {
      if (request != null) {
        Hooks.enter(Hooks.HTTP_CLIENT_ASYNC, call, request, null);
      }
    }
  }

  /** {@code Exchange.responseAsync()}: on any thread, once per request on the wire. */
  static final class Attempt {
    private Attempt() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(
        @Advice.FieldValue("request") Object request, @Advice.FieldValue("multi") Object call) {
      return Hooks.enter(Hooks.HTTP_CLIENT, request, call, null);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.FieldValue("request") Object request,
        @Advice.Enter @Nullable Object attempt,
        @Advice.Return @Nullable Object response,
        @Advice.Thrown @Nullable Throwable thrown) {
      if (attempt != null) {
        Hooks.exit(Hooks.HTTP_CLIENT, attempt, request, response, thrown);
      }
    }
  }

  /** {@code HttpRequestImpl.getUserHeaders()}: what is written to the wire, over system headers. */
  static final class Headers {
    private Headers() {}

    @Advice.OnMethodExit
    static void exit(
        @Advice.This Object request, @Advice.Return(readOnly = false) HttpHeaders headers) {
      headers = (HttpHeaders) Hooks.replace(Hooks.HTTP_CLIENT, request, headers);
    }
  }

  /**
   * The constructor of {@code Response}: request, exchange, headers, connection, status, version.
   */
  static final class Status {
    private Status() {}

    @Advice.OnMethodExit
    static void exit(
        @Advice.Argument(0) Object request,
        @Advice.Argument(4) int status,
        @Advice.Argument(5) @Nullable Object version) {
      Hooks.enter(Hooks.HTTP_CLIENT_RESPONSE, request, status, version);
    }
  }
}
