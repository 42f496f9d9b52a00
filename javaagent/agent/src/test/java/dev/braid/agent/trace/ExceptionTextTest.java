/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExceptionTextTest {
  @Test
  void endlessStackTrace_isCut() {
    Throwable deep = new IllegalStateException("x".repeat(20_000));

    String text = ExceptionText.stackTrace(deep);

    assertThat(text)
        .hasSize(SpanLimits.MAX_STACK_TRACE_CHARS)
        .startsWith("java.lang.IllegalStateException: xxx");
  }

  @Test
  void shortStackTrace_isWhole_withItsCause() {
    Throwable thrown = new IllegalStateException("outer", new RuntimeException("inner"));
    thrown.setStackTrace(new StackTraceElement[] {new StackTraceElement("A", "b", "A.java", 1)});

    assertThat(ExceptionText.stackTrace(thrown))
        .startsWith("java.lang.IllegalStateException: outer")
        .contains("at A.b(A.java:1)", "Caused by: java.lang.RuntimeException: inner");
  }

  @Test
  void exceptionThatCannotTellItself_isTypeOnly() {
    Throwable broken =
        new RuntimeException() {
          private static final long serialVersionUID = 1;

          @Override
          public String getMessage() {
            throw new IllegalStateException("no");
          }
        };

    assertThat(ExceptionText.message(broken)).isNull();
    assertThat(ExceptionText.stackTrace(broken)).isNull();
    assertThat(ExceptionText.attributes(broken)[1]).isEqualTo(broken.getClass().getName());
  }
}
