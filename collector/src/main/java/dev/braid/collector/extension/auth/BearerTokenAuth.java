/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.extension.auth;

import dev.braid.collector.component.Extension;
import dev.braid.collector.component.RequestAuthenticator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Lets in who sends one of the tokens. Shows none. Thread-safe. */
final class BearerTokenAuth implements Extension, RequestAuthenticator {
  private final String header;
  private final String prefix;
  private final Verdict denied;
  private final Supplier<List<String>> tokens;

  BearerTokenAuth(String header, String scheme, Supplier<List<String>> tokens) {
    this.header = header.toLowerCase(Locale.ROOT);
    this.prefix = scheme.isEmpty() ? "" : scheme + " ";
    this.denied = Verdict.denied(scheme.isEmpty() ? "Bearer" : scheme);
    this.tokens = tokens;
  }

  @Override
  public Verdict judge(UnaryOperator<@Nullable String> headers) {
    String value = headers.apply(header);
    if (value == null || !value.startsWith(prefix)) {
      return denied;
    }
    byte[] sent = value.substring(prefix.length()).getBytes(StandardCharsets.UTF_8);
    boolean isKnown = false;
    for (String token : tokens.get()) {
      // All are compared, in constant time: how long it takes tells nothing.
      isKnown |= MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8), sent);
    }
    return isKnown ? Verdict.ALLOWED : denied;
  }

  @Override
  public void close() {}
}
