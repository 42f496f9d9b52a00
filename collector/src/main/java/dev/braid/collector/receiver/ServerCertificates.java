/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver;

import com.linecorp.armeria.common.TlsKeyPair;
import com.linecorp.armeria.common.TlsProvider;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A door's certificate and the authorities of its clients, read again from their files from time to
 * time. A handshake uses what was read last; files that cannot be used, such as a certificate whose
 * key is not written yet, are counted and change nothing. Thread-safe.
 */
final class ServerCertificates implements TlsProvider {
  private static final Logger LOG = LoggerFactory.getLogger(ServerCertificates.class);
  private static final byte[] PROBE = {1, 2, 3};

  private record Material(TlsKeyPair pair, List<X509Certificate> clientAuthorities) {}

  private final TlsSettings settings;
  private final CounterDataPoint failedReloads;
  private volatile Material current;
  private @Nullable Future<?> reload;

  private ServerCertificates(TlsSettings settings, CounterDataPoint failedReloads)
      throws IOException {
    this.settings = settings;
    this.failedReloads = failedReloads;
    this.current = read(settings);
  }

  /**
   * Reads the files, and again at their interval on {@code timer}.
   *
   * @throws IOException if they cannot be used
   */
  static ServerCertificates start(
      TlsSettings settings, ScheduledExecutorService timer, CounterDataPoint failedReloads)
      throws IOException {
    ServerCertificates certificates = new ServerCertificates(settings, failedReloads);
    long nanos = settings.reloadInterval().toNanos();
    if (nanos > 0) {
      certificates.reload =
          timer.scheduleWithFixedDelay(certificates::reload, nanos, nanos, TimeUnit.NANOSECONDS);
    }
    return certificates;
  }

  private void reload() {
    try {
      Material found = read(settings);
      if (!found.equals(current)) {
        current = found;
        LOG.info("{}: the certificate files have changed and are used", settings.where());
      }
    } catch (IOException | RuntimeException e) {
      failedReloads.inc();
      LOG.warn("{}: the last good certificate is served on", settings.where(), e);
    }
  }

  private static Material read(TlsSettings settings) throws IOException {
    try (InputStream key = open(settings, "key_file", settings.keyFile());
        InputStream chain = open(settings, "cert_file", settings.certFile())) {
      TlsKeyPair pair = TlsKeyPair.of(key, chain);
      if (!belongs(pair.privateKey(), pair.certificateChain().get(0).getPublicKey())) {
        throw new IOException(
            settings.where() + ": key_file is not the key of the certificate in cert_file");
      }
      return new Material(pair, clientAuthorities(settings));
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      throw new IOException(
          settings.where()
              + ": cert_file and key_file must be a PEM certificate and its PKCS#8 key: "
              + e.getMessage(),
          e);
    }
  }

  private static List<X509Certificate> clientAuthorities(TlsSettings settings)
      throws IOException, GeneralSecurityException {
    if (settings.clientCaFile().isEmpty()) {
      return List.of();
    }
    try (InputStream file = open(settings, "client_ca_file", settings.clientCaFile().get())) {
      List<X509Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(file).stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (found.isEmpty()) {
        // None would mean that the platform's public authorities vouch for clients.
        throw new IOException(settings.where() + ": client_ca_file holds no certificate");
      }
      return found;
    }
  }

  private static InputStream open(TlsSettings settings, String key, Path file) throws IOException {
    try {
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw new IOException(settings.where() + "." + key + ": cannot read '" + file + "': " + e, e);
    }
  }

  private static boolean belongs(PrivateKey privateKey, PublicKey publicKey)
      throws GeneralSecurityException {
    String algorithm =
        switch (privateKey.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> privateKey.getAlgorithm();
        };
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(privateKey);
    signature.update(PROBE);
    byte[] signed = signature.sign();
    try {
      signature.initVerify(publicKey);
      signature.update(PROBE);
      return signature.verify(signed);
    } catch (java.security.InvalidKeyException | java.security.SignatureException e) {
      return false; // A key of another kind or size.
    }
  }

  @Override
  public TlsKeyPair keyPair(String hostname) {
    return current.pair;
  }

  @Override
  public List<X509Certificate> trustedCertificates(String hostname) {
    return current.clientAuthorities;
  }

  @Override
  public void close() {
    Future<?> scheduled = reload;
    if (scheduled != null) {
      scheduled.cancel(false);
    }
  }
}
