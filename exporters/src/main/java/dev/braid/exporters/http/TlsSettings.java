/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.http;

import com.linecorp.armeria.client.ClientFactoryBuilder;
import com.linecorp.armeria.common.TlsKeyPair;
import dev.braid.config.Section;
import java.io.File;
import java.util.Optional;

/**
 * How a connection is secured, in the words of OpenTelemetry's {@code tls} block.
 *
 * @param insecure whether a connection without a scheme goes in plain text
 * @param verified whether the server's certificate is checked
 * @param ca the authorities to trust in place of the platform's, PEM
 * @param certificate the client's own certificate chain, PEM
 * @param key the private key of {@code certificate}, PEM
 */
public record TlsSettings(
    boolean insecure,
    boolean verified,
    Optional<File> ca,
    Optional<File> certificate,
    Optional<File> key) {

  /** Reads the child {@code tls}. */
  public static TlsSettings read(Section settings) {
    Section tls = settings.section("tls");
    TlsSettings result =
        new TlsSettings(
            tls.bool("insecure", false),
            !tls.bool("insecure_skip_verify", false),
            file(tls, "ca_file"),
            file(tls, "cert_file"),
            file(tls, "key_file"));
    if (!tls.string("server_name_override", "").isEmpty()) {
      tls.fault(
          "server_name_override",
          "found a name, allowed none: name the host of the certificate in the endpoint");
    }
    if (result.certificate.isPresent() != result.key.isPresent()) {
      String missing = result.key.isPresent() ? "cert_file" : "key_file";
      tls.fault(missing, "found nothing, cert_file and key_file must be set together");
    }
    return result;
  }

  private static Optional<File> file(Section tls, String key) {
    Optional<File> file =
        Optional.of(tls.string(key, "")).filter(text -> !text.isEmpty()).map(File::new);
    if (file.isPresent() && !file.get().canRead()) {
      tls.fault(key, "found '" + file.get() + "', allowed a file that can be read");
    }
    return file;
  }

  // The provider that replaces the customizer takes parsed certificates, not a file of several.
  @SuppressWarnings("deprecation")
  void apply(ClientFactoryBuilder builder) {
    if (!verified) {
      builder.tlsNoVerify();
    }
    if (certificate.isPresent() && key.isPresent()) {
      builder.tls(TlsKeyPair.of(key.get(), certificate.get()));
    }
    ca.ifPresent(file -> builder.tlsCustomizer(tls -> tls.trustManager(file)));
  }
}
