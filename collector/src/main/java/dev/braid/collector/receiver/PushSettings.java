/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver;

import dev.braid.config.Section;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where a receiver of a {@link PushProtocol} listens.
 *
 * @param address where to bind; port 0 means any free one
 * @param maxBytes longest request, after decompression
 * @param metadata which headers stay with a batch
 * @param authenticator the extension that lets senders in; null lets everybody in
 */
public record PushSettings(
    InetSocketAddress address,
    int maxBytes,
    RequestMetadata metadata,
    @Nullable String authenticator) {
  /** What the OpenTelemetry Collector takes where nothing is said. */
  private static final int DEFAULT_MAX_BYTES = 20 << 20;

  private static final int LARGEST_MAX_BYTES = 256 << 20;

  /** Reads a server's keys, of which {@code endpoint} has a default. */
  public static PushSettings read(Section section, String endpoint) {
    InetSocketAddress address = Endpoints.read(section, endpoint);
    int bytes = section.integer("max_request_body_size", 0, 0, LARGEST_MAX_BYTES - 1);
    section.ignored("cors", "browsers cannot send here yet");
    section.ignored("compression_algorithms", "every known encoding is taken");
    if (section.has("tls")) {
      section.fault("tls", "is not supported here, put a proxy with TLS before it");
    }
    return new PushSettings(
        address,
        bytes == 0 ? DEFAULT_MAX_BYTES : bytes,
        RequestMetadata.read(section),
        Gate.readName(section));
  }
}
