/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp.sender;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Makes a socket factory of PEM text: certificates to trust, and a client's own key. */
public final class TlsMaterial {
  private static final String[] KEY_ALGORITHMS = {"RSA", "EC", "Ed25519"};
  private static final char[] IN_MEMORY = {};

  private TlsMaterial() {}

  /**
   * A factory that trusts only {@code trustedPem} (the JVM's own trust where null) and shows {@code
   * clientCertificatePem} with {@code clientKeyPem} (unencrypted PKCS #8; nothing where null).
   *
   * @throws GeneralSecurityException if the text is not what it should be; shows none of it
   */
  public static SSLSocketFactory socketFactory(
      @Nullable String trustedPem,
      @Nullable String clientCertificatePem,
      @Nullable String clientKeyPem)
      throws GeneralSecurityException {
    if ((clientCertificatePem == null) != (clientKeyPem == null)) {
      throw new GeneralSecurityException("client certificate and client key need each other");
    }
    TrustManager @Nullable [] trust = trustedPem == null ? null : trustManagers(trustedPem);
    KeyManager @Nullable [] keys =
        clientCertificatePem == null || clientKeyPem == null
            ? null
            : keyManagers(clientCertificatePem, clientKeyPem);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys, trust, null);
    return context.getSocketFactory();
  }

  private static TrustManager[] trustManagers(String pem) throws GeneralSecurityException {
    KeyStore store = emptyStore();
    int index = 0;
    for (Certificate certificate : certificates(pem)) {
      store.setCertificateEntry("trusted-" + index++, certificate);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyManager[] keyManagers(String certificatePem, String keyPem)
      throws GeneralSecurityException {
    KeyStore store = emptyStore();
    Certificate[] chain = certificates(certificatePem).toArray(new Certificate[0]);
    store.setKeyEntry("client", privateKey(keyPem), IN_MEMORY, chain);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, IN_MEMORY);
    return factory.getKeyManagers();
  }

  private static Collection<? extends Certificate> certificates(String pem)
      throws GeneralSecurityException {
    byte[] text = pem.getBytes(StandardCharsets.US_ASCII);
    Collection<? extends Certificate> found =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(text));
    if (found.isEmpty()) {
      throw new GeneralSecurityException("no certificate found, expected PEM text");
    }
    return found;
  }

  private static PrivateKey privateKey(String pem) throws GeneralSecurityException {
    String begin = "-----BEGIN PRIVATE KEY-----";
    int from = pem.indexOf(begin);
    int to = pem.indexOf("-----END PRIVATE KEY-----");
    if (from < 0 || to < from) {
      throw new GeneralSecurityException(
          "no PKCS #8 key found; convert with: openssl pkcs8 -topk8 -nocrypt -in key.pem");
    }
    PKCS8EncodedKeySpec spec;
    try {
      String base64 = pem.substring(from + begin.length(), to);
      spec = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("the client key is not base64", e);
    }
    for (int i = 0; i < KEY_ALGORITHMS.length; i++) {
      try {
        return KeyFactory.getInstance(KEY_ALGORITHMS[i]).generatePrivate(spec);
      } catch (InvalidKeySpecException | java.security.NoSuchAlgorithmException e) {
        // Not a key of this kind, or (Ed25519 before Java 15) a kind the JVM does not know.
      }
    }
    throw new GeneralSecurityException("the client key is neither RSA, EC nor Ed25519");
  }

  private static KeyStore emptyStore() throws GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try {
      store.load(null, null);
    } catch (IOException e) {
      throw new GeneralSecurityException("no empty key store", e);
    }
    return store;
  }
}
