/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.extension.auth;

import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.junit.jupiter.api.Test;

final class HtpasswdTest {
  private static final String BCRYPT =
      BCrypt.with(BCrypt.Version.VERSION_2Y).hashToString(4, "secret".toCharArray());

  @Test
  void everyFormat_matchesItsPasswordOnly() throws Exception {
    byte[] salt = {1, 2, 3, 4};
    Htpasswd users =
        Htpasswd.of(
            "a:" + BCRYPT,
            "b:{SHA}" + sha("secret", new byte[0]),
            "# a comment\n\nc:{SSHA}" + sha("secret", salt));

    for (String user : new String[] {"a", "b", "c"}) {
      assertThat(users.matches(user, "secret")).as(user).isTrue();
      assertThat(users.matches(user, "secret")).as(user + ", remembered").isTrue();
      assertThat(users.matches(user, "Secret")).as(user).isFalse();
      assertThat(users.matches(user, "")).as(user).isFalse();
    }
    assertThat(users.matches("d", "secret")).as("unknown user, the decoy's password").isFalse();
    assertThat(users.matches("d", "secret")).as("nor remembered").isFalse();
    assertThat(users.toString()).doesNotContain(BCRYPT);
  }

  @Test
  void noUsers_matchNobody() {
    assertThat(Htpasswd.of("").matches("a", "secret")).isFalse();
  }

  @Test
  void unknownFormat_isAFault_thatDoesNotShowIt() {
    assertThat(Htpasswd.firstFault("a:" + BCRYPT + "\nb:plain"))
        .hasValueSatisfying(
            fault -> assertThat(fault).startsWith("line 2:").doesNotContain("plain"));
    assertThat(Htpasswd.firstFault("a:" + BCRYPT)).isEmpty();
  }

  private static String sha(String password, byte[] salt) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-1");
    digest.update(password.getBytes(StandardCharsets.UTF_8));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(digest.digest(salt));
    bytes.writeBytes(salt);
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
