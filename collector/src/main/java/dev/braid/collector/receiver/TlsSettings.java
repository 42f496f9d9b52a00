/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver;

import dev.braid.config.Section;
import io.netty.handler.ssl.SslContextBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * TLS of one door.
 *
 * @param where path in the configuration, for messages
 * @param certFile certificate and its chain, PEM
 * @param keyFile its private key, PEM
 * @param clientCaFile authorities, one of which must have signed a client's certificate; empty asks
 *     clients for none
 * @param protocols versions that are spoken, newest first
 * @param reloadInterval how often the files are read again; zero means never
 */
record TlsSettings(
    String where,
    Path certFile,
    Path keyFile,
    Optional<Path> clientCaFile,
    List<String> protocols,
    Duration reloadInterval) {
  private static final List<String> VERSIONS = List.of("1.3", "1.2");

  /** For {@code client_ca_file_reload}, which names no interval. */
  private static final Duration RELOAD = Duration.ofMinutes(1);

  /** Reads the mapping {@code tls} of {@code endpoint}; empty if there is none. */
  static Optional<TlsSettings> read(Section endpoint) {
    if (!endpoint.has("tls")) {
      return Optional.empty();
    }
    Section tls = endpoint.section("tls");
    tls.ignored("ca_file", "a server has no authorities of its own, see client_ca_file");
    tls.ignored("include_system_ca_certs_pool", "clients are known by client_ca_file alone");
    tls.ignored("cipher_suites", "the secure suites that HTTP/2 permits are offered");
    tls.ignored("include_insecure_cipher_suites", "insecure suites are never offered");
    tls.ignored("curve_preferences", "the TLS library chooses the curve");
    String clientCa = tls.optionalString("client_ca_file");
    boolean isCaReloaded = tls.bool("client_ca_file_reload", false);
    return Optional.of(
        new TlsSettings(
            tls.path(),
            Path.of(tls.requiredString("cert_file")),
            Path.of(tls.requiredString("key_file")),
            Optional.ofNullable(clientCa).map(Path::of),
            protocols(tls),
            tls.duration("reload_interval", isCaReloaded ? RELOAD : Duration.ZERO)));
  }

  private static List<String> protocols(Section tls) {
    // 1.0 and 1.1 are gone from the platform (RFC 8996), so that asking for them is a fault.
    int oldest = VERSIONS.indexOf(tls.choice("min_version", "1.2", VERSIONS));
    int newest = VERSIONS.indexOf(tls.choice("max_version", "1.3", VERSIONS));
    List<String> protocols = new ArrayList<>();
    for (int i = Math.max(0, newest); i <= oldest; i++) {
      protocols.add("TLSv" + VERSIONS.get(i));
    }
    if (protocols.isEmpty() && oldest >= 0) {
      tls.fault("max_version", "found a version older than min_version");
    }
    return protocols;
  }

  void customize(SslContextBuilder context) {
    context.protocols(protocols);
  }
}
