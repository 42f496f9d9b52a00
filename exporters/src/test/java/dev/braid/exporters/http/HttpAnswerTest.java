/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpAnswerTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0",
        "' 7 ' | 7",
        "86400 | 86400",
        "86401 | 86400",
        "9223372036854775807 | 86400",
        "Thu, 01 Jan 2026 00:01:30 GMT | 90",
        "Wed, 31 Dec 2025 23:59:59 GMT | 0",
        "Fri, 01 Jan 2100 00:00:00 GMT | 86400"
      })
  void retryAfter_isSecondsOrADate_withinADay(String header, long seconds) {
    assertThat(HttpAnswer.retryAfter(header, CLOCK)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-1",
        "1.5",
        "7s",
        "soon",
        "99999999999999999999",
        "2026-01-01T00:01:30Z",
        "Fri, 01 Jan 2026 00:01:30 GMT",
        "Thu, 32 Jan 2026 00:01:30 GMT"
      })
  void retryAfter_thatIsNeither_isNoHint(String header) {
    assertThat(HttpAnswer.retryAfter(header, CLOCK)).isNull();
  }
}
