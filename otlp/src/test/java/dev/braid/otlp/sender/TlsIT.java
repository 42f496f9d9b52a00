/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp.sender;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TlsIT {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final byte[] BODY = {1, 2, 3};

  private static String certificate = "";
  private static String key = "";
  private static SSLContext serverContext;

  @BeforeAll
  static void makeKeys(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit")
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream input = Files.newInputStream(file)) {
      store.load(input, PASSWORD);
    }
    certificate = pem("CERTIFICATE", store.getCertificate("server").getEncoded());
    key = pem("PRIVATE KEY", store.getKey("server", PASSWORD).getEncoded());
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("client", store.getCertificate("server"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    serverContext = SSLContext.getInstance("TLS");
    serverContext.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
  }

  private static String pem(String kind, byte[] content) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n";
  }

  private static ScriptedServer server(boolean asksForClient) throws Exception {
    SSLServerSocket socket =
        (SSLServerSocket)
            serverContext
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    socket.setNeedClientAuth(asksForClient);
    return new ScriptedServer(
        socket,
        c -> {
          c.readRequest().answer("200 OK", "");
          c.readRequest().answer("200 OK", "");
        });
  }

  @Test
  void trustedServerAndKnownClient_talkOverOneConnection() throws Exception {
    try (ScriptedServer server = server(true);
        OtlpHttpSender sender =
            new OtlpHttpSender(
                SenderSettings.builder(server.url("https"))
                    .sslSocketFactory(TlsMaterial.socketFactory(certificate, certificate, key))
                    .build())) {
      assertThat(sender.send(BODY, 0, 3)).isInstanceOf(SendOutcome.Delivered.class);
      assertThat(sender.send(BODY, 0, 3)).isInstanceOf(SendOutcome.Delivered.class);
      assertThat(server.requests()).hasSize(2);
      assertThat(new String(server.requests().get(0).body, ISO_8859_1)).hasSize(3);
    }
  }

  @Test
  void unknownServer_getsNothing() throws Exception {
    try (ScriptedServer server = server(false);
        OtlpHttpSender sender =
            new OtlpHttpSender(SenderSettings.builder(server.url("https")).build())) {
      assertThat(sender.send(BODY, 0, 3).message()).startsWith("SSLHandshakeException");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void otherHostName_getsNothing() throws Exception {
    try (ScriptedServer server = server(false);
        OtlpHttpSender sender =
            new OtlpHttpSender(
                SenderSettings.builder(server.url("https").replace("localhost", "127.0.0.1"))
                    .sslSocketFactory(TlsMaterial.socketFactory(certificate, null, null))
                    .build())) {
      assertThat(sender.send(BODY, 0, 3).message()).startsWith("SSLHandshakeException");
      assertThat(server.requests()).isEmpty();
    }
  }
}
