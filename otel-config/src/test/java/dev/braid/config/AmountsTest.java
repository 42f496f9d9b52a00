/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class AmountsTest {
  @Test
  void durations_areReadInGoNotation() {
    assertThat(Amounts.duration("1h30m")).isEqualTo(Duration.ofMinutes(90));
    assertThat(Amounts.duration("1.5s")).isEqualTo(Duration.ofMillis(1500));
    assertThat(Amounts.duration("250us")).isEqualTo(Duration.ofNanos(250_000));
    assertThat(Amounts.duration("0")).isEqualTo(Duration.ZERO);
  }

  @Test
  void durations_withoutUnitOrWithSignAreNone() {
    assertThat(Amounts.duration("5")).isNull();
    assertThat(Amounts.duration("-5s")).isNull();
    assertThat(Amounts.duration("")).isNull();
    assertThat(Amounts.duration("5s ")).isNull();
    assertThat(Amounts.duration("999999999999h")).isNull();
  }

  @Test
  void sizes_haveBinaryAndDecimalUnits() {
    assertThat(Amounts.bytes("512")).isEqualTo(512);
    assertThat(Amounts.bytes("64KiB")).isEqualTo(65_536);
    assertThat(Amounts.bytes("10 MB")).isEqualTo(10_000_000);
    assertThat(Amounts.bytes("10 furlongs")).isNull();
    assertThat(Amounts.bytes("999999999999GiB")).isNull();
  }
}
