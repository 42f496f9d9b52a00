/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.extension.auth;

import dev.braid.collector.component.Extension;
import dev.braid.collector.component.RequestAuthenticator;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Lets in who knows a password of an htpasswd file. Shows no secret. Thread-safe. */
final class BasicAuth implements Extension, RequestAuthenticator {
  private static final Verdict DENIED = Verdict.denied("Basic realm=\"braid\"");
  private static final String SCHEME = "Basic ";

  private final Htpasswd users;

  BasicAuth(Htpasswd users) {
    this.users = users;
  }

  @Override
  public Verdict judge(UnaryOperator<@Nullable String> header) {
    String value = header.apply("authorization");
    if (value == null || !value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return DENIED;
    }
    String pair;
    try {
      byte[] decoded = Base64.getDecoder().decode(value.substring(SCHEME.length()).trim());
      pair = new String(decoded, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return DENIED;
    }
    int colon = pair.indexOf(':');
    boolean matches =
        colon > 0 && users.matches(pair.substring(0, colon), pair.substring(colon + 1));
    return matches ? Verdict.ALLOWED : DENIED;
  }

  @Override
  public void close() {}
}
