/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcknowledgementTest {
  private static final Failure LATER = Failure.retryable("queue full", 100);
  private static final Failure NEVER = Failure.permanent("bad label");

  private final List<String> outcomes = new ArrayList<>();

  private Acknowledgement root(String name) {
    return Acknowledgement.root(failure -> outcomes.add(name + "=" + failure));
  }

  @Test
  void settles_once() {
    Acknowledgement root = root("a");

    assertThat(root.succeed()).isTrue();
    assertThat(root.fail(LATER)).isFalse();

    assertThat(outcomes).containsExactly("a=null");
    assertThat(root.isSettled()).isTrue();
  }

  @Test
  void merged_settlesEveryParent() {
    Acknowledgement merged =
        Acknowledgement.merged(List.of(root("a"), Acknowledgement.NONE, root("b")));

    merged.fail(LATER);

    assertThat(outcomes).containsExactly("a=retryable: queue full", "b=retryable: queue full");
  }

  @Test
  void split_settlesWithTheLastChild_andTheWorstOutcome() {
    Acknowledgement[] children = root("a").split(3);

    children[1].fail(LATER);
    children[1].fail(NEVER);
    children[0].fail(NEVER);
    assertThat(outcomes).isEmpty();
    children[2].succeed();

    assertThat(outcomes).containsExactly("a=retryable: queue full");
  }

  @Test
  void splitOfAMerge_settlesBothParentsOnce() {
    Acknowledgement[] children = Acknowledgement.merged(List.of(root("a"), root("b"))).split(2);

    children[0].succeed();
    children[1].fail(NEVER);

    assertThat(outcomes).containsExactly("a=permanent: bad label", "b=permanent: bad label");
  }

  @Test
  void manyThreads_settleTheParentOnce() throws Exception {
    for (int round = 0; round < 200; round++) {
      outcomes.clear();
      Acknowledgement[] children = root("a").split(4);
      List<Thread> threads = new ArrayList<>();
      for (Acknowledgement child : children) {
        Thread thread = new Thread(() -> child.fail(child == children[2] ? LATER : NEVER));
        threads.add(thread);
        thread.start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(outcomes).containsExactly("a=retryable: queue full");
    }
  }
}
