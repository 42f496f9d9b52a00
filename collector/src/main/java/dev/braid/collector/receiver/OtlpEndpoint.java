/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver;

import dev.braid.config.Section;
import dev.braid.otlp.Signal;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where and how a receiver of OTLP listens.
 *
 * @param isGrpc OTLP over gRPC, otherwise over HTTP
 * @param address where to bind; port 0 means any free one
 * @param maxBytes longest request, after decompression
 * @param paths of HTTP, by what they take; gRPC has its own
 * @param senders whom it lets in, and what it keeps of their requests
 * @param tls empty for plain text
 */
record OtlpEndpoint(
    boolean isGrpc,
    InetSocketAddress address,
    int maxBytes,
    Map<String, Signal> paths,
    SenderSettings senders,
    ConnectionLimits limits,
    Optional<TlsSettings> tls,
    CorsSettings cors) {
  /** A batch of 8192 spans weighs 4 MB; 64 MiB is far more and still bounded. */
  private static final int DEFAULT_MAX_BYTES = 64 << 20;

  private static final int MAX_MIB = 1024;
  private static final CorsSettings NO_PAGES =
      new CorsSettings(List.of(), List.of(), List.of(), Duration.ZERO);

  /** Reads the mapping of an {@code otlp} receiver. */
  static List<OtlpEndpoint> read(Section receiver) {
    Section protocols = receiver.section("protocols");
    List<OtlpEndpoint> endpoints = new ArrayList<>();
    if (protocols.has("grpc")) {
      endpoints.add(grpc(protocols.section("grpc")));
    }
    if (protocols.has("http")) {
      endpoints.add(http(protocols.section("http")));
    }
    if (endpoints.isEmpty()) {
      receiver.fault("protocols", "found neither grpc nor http, allowed grpc, http or both");
    }
    return endpoints;
  }

  private static OtlpEndpoint grpc(Section grpc) {
    InetSocketAddress address = Endpoints.read(grpc, "127.0.0.1:4317");
    int mib = grpc.integer("max_recv_msg_size_mib", 0, 0, MAX_MIB);
    grpc.ignored("read_buffer_size", "buffers size themselves");
    grpc.ignored("write_buffer_size", "buffers size themselves");
    readCommon(grpc);
    return new OtlpEndpoint(
        true,
        address,
        mib == 0 ? DEFAULT_MAX_BYTES : mib << 20,
        Map.of(),
        SenderSettings.read(grpc),
        ConnectionLimits.grpc(grpc),
        TlsSettings.read(grpc),
        NO_PAGES);
  }

  private static OtlpEndpoint http(Section http) {
    InetSocketAddress address = Endpoints.read(http, "127.0.0.1:4318");
    long bytes = http.number("max_request_body_size", 0, 0, (long) MAX_MIB << 20);
    http.ignored("compression_algorithms", "every encoding is taken: " + Decompression.SUPPORTED);
    http.ignored("response_headers", "answers carry what OTLP asks for");
    http.ignored("keep_alives_enabled", "connections are kept, see idle_timeout");
    readCommon(http);
    return new OtlpEndpoint(
        false,
        address,
        bytes == 0 ? DEFAULT_MAX_BYTES : (int) bytes,
        paths(http),
        SenderSettings.read(http),
        ConnectionLimits.http(http),
        TlsSettings.read(http),
        CorsSettings.read(http.section("cors")));
  }

  private static void readCommon(Section endpoint) {
    endpoint.choice("transport", "tcp", List.of("tcp"));
    endpoint.ignored("middlewares", "no extension offers any");
  }

  private static Map<String, Signal> paths(Section http) {
    Map<String, Signal> paths = new LinkedHashMap<>();
    for (Signal signal : Signal.values()) {
      String name = signal.name().toLowerCase(Locale.ROOT);
      String path = http.string(name + "_url_path", "/v1/" + name);
      if (paths.put(path.startsWith("/") ? path : "/" + path, signal) != null) {
        http.fault(name + "_url_path", "found '" + path + "', which another signal has");
      }
    }
    return paths;
  }
}
