/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LinuxStatusTest {
  private static final String STATUS =
      "Name:\tjava\nVmSize:\t 9 kB\nVmRSS:\t   12345 kB\nThreads:\t31\nEmpty:\n";

  @Test
  void numbers_areFoundByTheStartOfTheirLine() {
    assertThat(LinuxStatus.number(STATUS, "VmRSS:")).isEqualTo(12_345);
    assertThat(LinuxStatus.number(STATUS, "VmSize:")).isEqualTo(9);
    assertThat(LinuxStatus.number(STATUS, "Threads:")).isEqualTo(31);
  }

  @Test
  void absentAndEmptyFields_areUnknown() {
    assertThat(LinuxStatus.number(STATUS, "Size:")).isEqualTo(-1);
    assertThat(LinuxStatus.number(STATUS, "Empty:")).isEqualTo(-1);
    assertThat(LinuxStatus.number(STATUS, "Name:")).isEqualTo(-1);
    assertThat(LinuxStatus.number("", "Threads:")).isEqualTo(-1);
  }
}
