/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorityTest {
  @ParameterizedTest
  @CsvSource({
    "shop.example, shop.example, -1",
    "shop.example:8080, shop.example, 8080",
    "[::1]:443, [::1], 443",
    "[::1], [::1], -1",
    "shop.example:, shop.example, -1",
    "shop.example:http, shop.example, -1",
    "shop.example:65535, shop.example, 65535",
    "shop.example:65536, shop.example, -1",
    "shop.example:99999999999, shop.example, -1",
    ":80, '', 80",
  })
  void authority_isHostAndPort(String authority, String host, int port) {
    assertThat(Authority.host(authority)).isEqualTo(host);
    assertThat(Authority.port(authority)).isEqualTo(port);
  }
}
