/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import org.junit.jupiter.api.Test;

class JulRecordTest {
  @Test
  void levels_becomeTheSeveritiesOfTheSpecification() {
    assertThat(severity(Level.SEVERE)).isEqualTo(17);
    assertThat(severity(Level.WARNING)).isEqualTo(13);
    assertThat(severity(Level.INFO)).isEqualTo(9);
    assertThat(severity(Level.CONFIG)).isEqualTo(7);
    assertThat(severity(Level.FINE)).isEqualTo(6);
    assertThat(severity(Level.FINER)).isEqualTo(5);
    assertThat(severity(Level.FINEST)).isEqualTo(1);
  }

  @Test
  void levelsOfOwnMaking_areTakenByTheirNumber() {
    assertThat(JulRecord.severityNumber(850)).isEqualTo(9);
    assertThat(JulRecord.severityNumber(1_200)).isEqualTo(17);
    assertThat(JulRecord.severityNumber(Integer.MIN_VALUE)).isEqualTo(1);
  }

  private static int severity(Level level) {
    return JulRecord.severityNumber(level.intValue());
  }
}
