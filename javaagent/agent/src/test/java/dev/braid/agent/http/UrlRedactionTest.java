/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlRedactionTest {
  @ParameterizedTest
  @CsvSource({
    "'',''",
    "a=1&b=2,a=1&b=2",
    "sig=abc,sig=REDACTED",
    "a=1&SIG=abc&b=2,a=1&SIG=REDACTED&b=2",
    "X-Goog-Signature=1&token=2,X-Goog-Signature=REDACTED&token=REDACTED",
    "password=a=b,password=REDACTED",
    "token=,token=",
    "token,token",
    "mytoken=1,mytoken=1",
    "&&token=1&&,&&token=REDACTED&&",
  })
  void secretsOfAQuery_areTakenOut(String query, String expected) {
    assertThat(UrlRedaction.query(query)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "http://host/path,http://host/path",
    "/path?token=1#token=2,/path?token=REDACTED#token=2",
    "https://user:pass@host/?a=1,https://REDACTED:REDACTED@host/?a=1",
    "https://user@host,https://REDACTED@host",
    "https://a:b@c@host/x,https://REDACTED:REDACTED@host/x",
    "https://host/@path,https://host/@path",
    "https://host?mail=a@b,https://host?mail=a@b",
  })
  void secretsOfAUrl_areTakenOut(String url, String expected) {
    assertThat(UrlRedaction.url(url)).isEqualTo(expected);
  }
}
