/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ReceiverTlsIT {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final Duration SOON = Duration.ofSeconds(20);

  private static final Pattern FAILED_RELOADS =
      Pattern.compile("otelcol_receiver_tls_failed_reloads_total\\{receiver=\"otlp\"} [1-9]");

  @TempDir private static Path keys;
  private static Identity first;
  private static Identity second;
  private static Identity client;

  @TempDir private Path folder;

  /** A key and its certificate, which is its own authority. */
  private record Identity(KeyStore store, String certificatePem, String keyPem) {
    X509Certificate certificate() throws Exception {
      return (X509Certificate) store.getCertificate("own");
    }
  }

  @BeforeAll
  static void makeKeys() throws Exception {
    first = identity("first", "EC");
    second = identity("second", "RSA");
    client = identity("client", "EC");
  }

  private static Identity identity(String name, String algorithm) throws Exception {
    Path file = keys.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "own",
                "-keyalg",
                algorithm,
                "-dname",
                "CN=" + name,
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
    return new Identity(
        store,
        pem("CERTIFICATE", store.getCertificate("own").getEncoded()),
        pem("PRIVATE KEY", store.getKey("own", PASSWORD).getEncoded()));
  }

  private static String pem(String kind, byte[] content) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n";
  }

  @Test
  void trustedServer_takesTelemetryOnBothDoors() throws Exception {
    write(first);
    try (RunningReceiver http = receiver("http", "");
        RunningReceiver grpc = receiver("grpc", "")) {
      HttpResponse<byte[]> overHttp =
          post(
              http, "/v1/traces", "application/x-protobuf", RunningReceiver.EMPTY, trusting(first));
      HttpResponse<byte[]> overGrpc =
          post(
              grpc,
              "/opentelemetry.proto.collector.trace.v1.TraceService/Export",
              "application/grpc",
              new byte[5],
              trusting(first));

      assertThat(overHttp.statusCode()).isEqualTo(200);
      assertThat(overGrpc.version()).isEqualTo(HttpClient.Version.HTTP_2);
      // A refusal would have no message, only a status in its head.
      assertThat(overGrpc.body()).hasSize(5);
    }
  }

  @Test
  void clientWithoutItsCertificate_isRefused_oneWithItIsNot() throws Exception {
    write(first);
    Files.writeString(folder.resolve("clients.pem"), client.certificatePem());
    String mutual = ", client_ca_file: '" + folder.resolve("clients.pem") + "'";
    try (RunningReceiver receiver = receiver("http", mutual)) {
      assertThatThrownBy(() -> postEmpty(receiver, trusting(first)))
          .isInstanceOf(IOException.class);
      assertThatThrownBy(() -> postEmpty(receiver, context(first, second)))
          .as("a certificate that nobody known has signed")
          .isInstanceOf(IOException.class);
      assertThat(postEmpty(receiver, context(first, client)).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void changedFiles_areServedWithoutRestart_andBadOnesAreNot() throws Exception {
    write(first);
    try (RunningReceiver receiver = receiver("http", ", reload_interval: 20ms")) {
      assertThat(served(receiver)).isEqualTo(first.certificate());

      // Written half: the certificate is the new one, the key still the old one.
      Files.writeString(folder.resolve("cert.pem"), second.certificatePem());
      await(() -> FAILED_RELOADS.matcher(receiver.metrics()).find());
      assertThat(served(receiver)).as("last good certificate").isEqualTo(first.certificate());

      write(second);
      await(() -> served(receiver).equals(second.certificate()));
      assertThat(postEmpty(receiver, trusting(second)).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void plainTextToATlsPort_getsNoAnswer() throws Exception {
    write(first);
    try (RunningReceiver receiver = receiver("http", "");
        Socket socket = new Socket("localhost", receiver.port())) {
      socket.setSoTimeout((int) SOON.toMillis());
      socket
          .getOutputStream()
          .write("POST /v1/traces HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));

      String answer = new String(readToEnd(socket.getInputStream()), StandardCharsets.UTF_8);

      assertThat(answer).doesNotContain("HTTP/");
    }
  }

  private static byte[] readToEnd(InputStream input) {
    try {
      return input.readAllBytes();
    } catch (java.net.SocketTimeoutException e) {
      throw new AssertionError("the connection was left open", e);
    } catch (IOException e) {
      return new byte[0]; // Reset by the server.
    }
  }

  @Test
  void oldVersion_isRefused() throws Exception {
    write(first);
    try (RunningReceiver receiver = receiver("http", ", min_version: '1.3'")) {
      assertThat(protocol(receiver, "TLSv1.3")).isEqualTo("TLSv1.3");
      assertThatThrownBy(() -> protocol(receiver, "TLSv1.2")).isInstanceOf(IOException.class);
    }
    try (RunningReceiver receiver = receiver("http", "")) {
      assertThat(protocol(receiver, "TLSv1.2")).isEqualTo("TLSv1.2");
    }
  }

  @Test
  void missingOrForeignKey_isNamedAtTheStart() throws Exception {
    assertThatThrownBy(() -> receiver("http", ""))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("protocols.http.tls.key_file: cannot read");

    Files.writeString(folder.resolve("cert.pem"), first.certificatePem());
    Files.writeString(folder.resolve("key.pem"), client.keyPem());
    assertThatThrownBy(() -> receiver("http", ""))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("key_file is not the key of the certificate");
  }

  private RunningReceiver receiver(String protocol, String tls) throws IOException {
    return new RunningReceiver(
        "protocols: {%s: {endpoint: 'localhost:0', tls: {cert_file: '%s', key_file: '%s'%s}}}"
            .formatted(protocol, folder.resolve("cert.pem"), folder.resolve("key.pem"), tls));
  }

  private void write(Identity identity) throws IOException {
    replace("cert.pem", identity.certificatePem());
    replace("key.pem", identity.keyPem());
  }

  private void replace(String name, String text) throws IOException {
    Path next = Files.writeString(folder.resolve(name + ".next"), text);
    Files.move(next, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private static SSLContext trusting(Identity server) throws Exception {
    return context(server, null);
  }

  private static SSLContext context(
      Identity server, @org.jspecify.annotations.Nullable Identity own) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", server.certificate());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own == null ? null : own.store(), own == null ? null : PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static HttpResponse<byte[]> postEmpty(RunningReceiver receiver, SSLContext context)
      throws IOException, InterruptedException {
    return post(receiver, "/v1/traces", "application/x-protobuf", RunningReceiver.EMPTY, context);
  }

  private static HttpResponse<byte[]> post(
      RunningReceiver receiver, String path, String type, byte[] body, SSLContext context)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("https://localhost:" + receiver.port() + path))
            .timeout(SOON)
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    return HttpClient.newBuilder()
        .sslContext(context)
        .build()
        .send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  /** What a new connection is shown. */
  private static Certificate served(RunningReceiver receiver) throws Exception {
    for (Identity trusted : new Identity[] {first, second}) {
      try (SSLSocket socket = socket(receiver, trusting(trusted))) {
        socket.startHandshake();
        return socket.getSession().getPeerCertificates()[0];
      } catch (javax.net.ssl.SSLHandshakeException e) {
        // The other one, then.
      }
    }
    throw new AssertionError("neither certificate is served");
  }

  private static String protocol(RunningReceiver receiver, String version) throws Exception {
    try (SSLSocket socket = socket(receiver, trusting(first))) {
      socket.setEnabledProtocols(new String[] {version});
      socket.startHandshake();
      return socket.getSession().getProtocol();
    }
  }

  private static SSLSocket socket(RunningReceiver receiver, SSLContext context) throws IOException {
    return (SSLSocket) context.getSocketFactory().createSocket("localhost", receiver.port());
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(Condition condition) throws Exception {
    long end = System.nanoTime() + SOON.toNanos();
    while (!condition.holds() && System.nanoTime() < end) {
      java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
    }
    assertThat(condition.holds()).as("within " + SOON).isTrue();
  }
}
