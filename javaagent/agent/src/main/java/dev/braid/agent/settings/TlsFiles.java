/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.settings;

import org.jspecify.annotations.Nullable;

/** Names of PEM files for https; null where the JVM's defaults are to be used. Immutable. */
public final class TlsFiles {
  private final @Nullable String trusted;
  private final @Nullable String clientCertificate;
  private final @Nullable String clientKey;

  TlsFiles(
      @Nullable String trusted, @Nullable String clientCertificate, @Nullable String clientKey) {
    this.trusted = trusted;
    this.clientCertificate = clientCertificate;
    this.clientKey = clientKey;
  }

  /** Whether no file is named. */
  public boolean isDefault() {
    return trusted == null && clientCertificate == null && clientKey == null;
  }

  /** Certificates of those who are trusted. */
  public @Nullable String trusted() {
    return trusted;
  }

  public @Nullable String clientCertificate() {
    return clientCertificate;
  }

  /** Unencrypted PKCS #8. */
  public @Nullable String clientKey() {
    return clientKey;
  }
}
