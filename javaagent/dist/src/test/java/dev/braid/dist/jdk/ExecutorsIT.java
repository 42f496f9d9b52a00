/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.dist.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.dist.app.ExecutorsApp;
import dev.braid.dist.app.ParkedThreadsApp;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExecutorsIT {
  /** Ways that every JDK has; JDK 21 adds those of virtual threads. */
  private static final int WAYS = 70;

  private static final String THREADS = "200000";

  private static final long NOISE_BYTES = 50;

  /** A thread local map with one entry, the wrapped task and its frame, interpreted at first. */
  private static final long MAX_CONTEXT_BYTES = 640;

  static Stream<Path> homes() {
    return ChildJvm.homes();
  }

  @ParameterizedTest
  @MethodSource("homes")
  void handedOverWork_runsInItsContext_andLeavesNone(Path home) throws Exception {
    List<String> lines = ChildJvm.underAgent(home, ExecutorsApp.class);

    assertThat(lines).noneMatch(line -> line.startsWith("WRONG"));
    assertThat(lines).as(lines::toString).contains("done");
    assertThat(lines.stream().filter(line -> line.startsWith("ok "))).hasSizeGreaterThan(WAYS);
  }

  @ParameterizedTest
  @MethodSource("homes")
  void parkedVirtualThreads_costTheirContextOnly(Path home) throws Exception {
    long alone = bytes(ChildJvm.alone(home, ParkedThreadsApp.class, THREADS, "outside"));
    long outside = bytes(ChildJvm.underAgent(home, ParkedThreadsApp.class, THREADS, "outside"));
    long inside = bytes(ChildJvm.underAgent(home, ParkedThreadsApp.class, THREADS, "inside"));

    assertThat(outside - alone).isLessThan(NOISE_BYTES);
    assertThat(inside - alone).isLessThan(MAX_CONTEXT_BYTES);
  }

  /** What one parked thread takes; 0 where the JDK has no virtual threads. */
  private static long bytes(List<String> lines) {
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
}
