/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.dist.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.agent.harness.AgentProcess;
import dev.braid.agent.harness.Jdk;
import dev.braid.dist.app.ExecutorsApp;
import dev.braid.dist.app.ParkedThreadsApp;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExecutorsIT {
  /** Ways that every JDK has; JDK 21 adds those of virtual threads. */
  private static final int WAYS = 70;

  private static final String THREADS = "100000";

  private static final long NOISE_BYTES = 50;

  /** A thread local map with one entry, the wrapped task and its frame, interpreted at first. */
  private static final long MAX_CONTEXT_BYTES = 640;

  static List<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void handedOverWork_runsInItsContext_andLeavesNone(Jdk jdk) {
    List<String> lines = output(AgentProcess.on(jdk).main(ExecutorsApp.class));

    assertThat(lines).noneMatch(line -> line.startsWith("WRONG"));
    assertThat(lines).as(lines::toString).contains("done");
    assertThat(lines.stream().filter(line -> line.startsWith("ok "))).hasSizeGreaterThan(WAYS);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void parkedVirtualThreads_costTheirContextOnly(Jdk jdk) {
    long alone = bytes(AgentProcess.on(jdk).withoutAgent(), "outside");
    long outside = bytes(AgentProcess.on(jdk), "outside");
    long inside = bytes(AgentProcess.on(jdk), "inside");

    assertThat(outside - alone).isLessThan(NOISE_BYTES);
    assertThat(inside - alone).isLessThan(MAX_CONTEXT_BYTES);
  }

  /** What one parked thread takes; 0 where the JDK has no virtual threads. */
  private static long bytes(AgentProcess.Launch launch, String where) {
    List<String> lines =
        output(
            launch.option("-Xmx1g").main(ParkedThreadsApp.class).argument(THREADS).argument(where));
    if (lines.contains("no virtual threads")) {
      return 0;
    }
    for (String line : lines) {
      if (line.startsWith("bytes ")) {
        return Long.parseLong(line.substring("bytes ".length()));
      }
    }
    throw new AssertionError("no count of bytes in " + lines);
  }

  private static List<String> output(AgentProcess.Launch launch) {
    try (AgentProcess process = launch.start()) {
      assertThat(process.awaitExit()).isZero();
      return process.output();
    }
  }
}
