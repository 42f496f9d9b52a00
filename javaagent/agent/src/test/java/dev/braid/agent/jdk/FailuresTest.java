/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class FailuresTest {
  @Test
  void wrappedFailure_isTheFailureItself() {
    IOException failure = new IOException("refused");

    assertThat(Failures.cause(new CompletionException(new ExecutionException(failure))))
        .isSameAs(failure);
    assertThat(Failures.cause(failure)).isSameAs(failure);
    assertThat(Failures.cause(null)).isNull();
  }

  @Test
  void wrapperWithoutCause_staysItself() {
    CompletionException empty = new CompletionException("empty", null);

    assertThat(Failures.cause(empty)).isSameAs(empty);
  }
}
