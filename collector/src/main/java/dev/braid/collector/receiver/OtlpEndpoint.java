/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver;

import dev.braid.config.Section;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a receiver of OTLP listens.
 *
 * @param isGrpc OTLP over gRPC, otherwise over HTTP
 * @param address where to bind; port 0 means any free one
 * @param maxBytes longest request, after decompression
 * @param metadata which headers stay with a batch
 * @param authenticator the extension that lets senders in; null lets everybody in
 */
public record OtlpEndpoint(
    boolean isGrpc,
    InetSocketAddress address,
    int maxBytes,
    RequestMetadata metadata,
    @Nullable String authenticator) {
  /** A batch of 8192 spans weighs 4 MB; 64 MiB is far more and still bounded. */
  private static final int DEFAULT_MAX_BYTES = 64 << 20;

  private static final int MAX_MIB = 1024;

  /** Reads the mapping of an {@code otlp} receiver. */
  public static List<OtlpEndpoint> read(Section receiver) {
    Section protocols = receiver.section("protocols");
    List<OtlpEndpoint> endpoints = new ArrayList<>();
    if (protocols.has("grpc")) {
      Section grpc = protocols.section("grpc");
      InetSocketAddress address = Endpoints.read(grpc, "127.0.0.1:4317");
      int mib = grpc.integer("max_recv_msg_size_mib", DEFAULT_MAX_BYTES >> 20, 1, MAX_MIB);
      grpc.ignored("keepalive", "idle connections time out after five minutes");
      grpc.ignored("read_buffer_size", "buffers size themselves");
      endpoints.add(
          new OtlpEndpoint(
              true, address, mib << 20, RequestMetadata.read(grpc), Gate.readName(grpc)));
    }
    if (protocols.has("http")) {
      Section http = protocols.section("http");
      InetSocketAddress address = Endpoints.read(http, "127.0.0.1:4318");
      int bytes =
          (int) http.number("max_request_body_size", DEFAULT_MAX_BYTES, 0, (long) MAX_MIB << 20);
      http.ignored("cors", "browsers cannot send here yet");
      endpoints.add(
          new OtlpEndpoint(
              false,
              address,
              bytes == 0 ? DEFAULT_MAX_BYTES : bytes,
              RequestMetadata.read(http),
              Gate.readName(http)));
    }
    if (endpoints.isEmpty()) {
      receiver.fault("protocols", "found neither grpc nor http, allowed grpc, http or both");
    }
    return endpoints;
  }
}
