/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.durable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.collector.component.Admission;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class ResendWindowTest {
  private final ResendWindow window = new ResendWindow();

  @Test
  void takenBatch_isAdmittedAgainWithoutBeingKept() {
    window.take(key("a", 7));

    assertThat(window.find(key("a", 7))).isSameAs(Admission.ADMITTED);
    assertThat(window.find(key("a", 8))).isNull();
    assertThat(window.find(key("b", 7))).isNull();
  }

  @Test
  void batchThatIsBeingKept_hasOneAnswerForAllItsSends() {
    CompletableFuture<Admission> answer = new CompletableFuture<>();

    window.begin(key("a", 1), answer);

    assertThat(window.find(key("a", 1))).isSameAs(answer);
  }

  @Test
  void refusedBatch_isNewAgain() {
    window.begin(key("a", 1), new CompletableFuture<>());

    window.forget(key("a", 1));

    assertThat(window.find(key("a", 1))).isNull();
  }

  @Test
  void anyOrderWithinTheWindow_agreesWithASet() {
    Random random = new Random(3);
    Set<Long> taken = new HashSet<>();
    long highest = 0;
    for (int i = 0; i < 5000; i++) {
      long sequence = Math.max(0, highest + random.nextInt(100) - 80);
      boolean isKnown = window.find(key("a", sequence)) != null;
      if (highest - sequence < 64) {
        assertThat(isKnown).as("%s, seed 3", sequence).isEqualTo(taken.contains(sequence));
      } else {
        assertThat(isKnown).as("too old, so new").isFalse();
      }
      window.take(key("a", sequence));
      taken.add(sequence);
      highest = Math.max(highest, sequence);
    }
  }

  @Test
  void restoredWindow_remembers() {
    window.take(key("a", 7));
    window.take(key("a", 9));
    window.take(key("b", 0));
    ResendWindow restored = new ResendWindow();

    restored.restore(window.encode());

    assertThat(restored.find(key("a", 7))).isNotNull();
    assertThat(restored.find(key("a", 8))).isNull();
    assertThat(restored.find(key("a", 9))).isNotNull();
    assertThat(restored.find(key("b", 0))).isNotNull();
  }

  @Test
  void tooManySenders_forgetTheOneThatWasSilentLongest() {
    for (int i = 0; i <= ResendWindow.MAX_INSTANCES; i++) {
      window.take(key("sender " + i, 1));
    }

    assertThat(window.find(key("sender 0", 1))).isNull();
    assertThat(window.find(key("sender 1", 1))).isNotNull();
  }

  @Test
  void headersThatNameNoBatch_areNoKey() {
    assertThat(ResendWindow.Key.of(Map.of())).isNull();
    assertThat(ResendWindow.Key.of(headers("a", "-1"))).isNull();
    assertThat(ResendWindow.Key.of(headers("a", "x"))).isNull();
    assertThat(ResendWindow.Key.of(headers("a".repeat(65), "1"))).isNull();
    assertThat(ResendWindow.Key.of(headers("a", "1"))).isEqualTo(key("a", 1));
  }

  private static Map<String, String> headers(String instance, String sequence) {
    return Map.of("braid-instance", instance, "braid-batch", sequence);
  }

  private static ResendWindow.Key key(String instance, long sequence) {
    return new ResendWindow.Key(instance, sequence);
  }
}
