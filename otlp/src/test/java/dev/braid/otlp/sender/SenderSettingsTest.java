/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SenderSettingsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"", "localhost:4318", "ftp://x/", "http:///v1", "http://a b/", "http://u:p@h/"})
  void badEndpoint_isRefused_withAnExample(String url) {
    assertThatThrownBy(() -> SenderSettings.builder(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("endpoint: ");
  }

  @Test
  void endpoint_isTakenApart() {
    Endpoint plain = Endpoint.parse(" http://collector:4318 ");
    Endpoint secure = Endpoint.parse("https://[::1]/otlp/v1/logs");

    assertThat(plain.authority + plain.target).isEqualTo("collector:4318/");
    assertThat(secure.host).isEqualTo("::1");
    assertThat(secure.port).isEqualTo(443);
    assertThat(secure.authority + secure.target).isEqualTo("[::1]/otlp/v1/logs");
  }

  @Test
  void headersThatWouldBreakTheRequest_areRefused_withoutShowingTheValue() {
    SenderSettings.Builder builder = SenderSettings.builder("http://h/");

    assertThatThrownBy(() -> builder.header("Authorization", "secret\r\nX: y"))
        .hasMessage("header Authorization: not a valid HTTP header");
    assertThatThrownBy(() -> builder.header("a b", "c")).hasMessageContaining("not a valid");
    assertThatThrownBy(() -> builder.header("content-length", "1"))
        .hasMessageContaining("by the sender itself");
  }

  @Test
  void retryAfter_isSecondsOrADate_andBounded() {
    long now = 784111777000L; // Sun, 06 Nov 1994 08:49:37 GMT

    assertThat(HttpText.retryAfterMillis("120", now)).isEqualTo(120_000);
    assertThat(HttpText.retryAfterMillis("Sun, 06 Nov 1994 08:49:47 GMT", now)).isEqualTo(10_000);
    assertThat(HttpText.retryAfterMillis("Sun, 06 Nov 1994 08:49:27 GMT", now)).isZero();
    assertThat(HttpText.retryAfterMillis("99999999999999999999", now)).isEqualTo(3_600_000);
    assertThat(HttpText.retryAfterMillis("-1", now)).isZero();
    assertThat(HttpText.retryAfterMillis("soon", now)).isZero();
    assertThat(HttpText.retryAfterMillis("", now)).isZero();
  }

  @Test
  void badTlsMaterial_isRefused_withoutShowingIt() {
    assertThatThrownBy(() -> TlsMaterial.socketFactory("no pem", null, null))
        .isInstanceOf(GeneralSecurityException.class);
    assertThatThrownBy(() -> TlsMaterial.socketFactory(null, "cert", null))
        .hasMessageContaining("need each other");
  }
}
