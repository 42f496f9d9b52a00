/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.memory;

import dev.braid.config.Section;
import dev.braid.exporters.ExporterFactory;
import dev.braid.exporters.PreparedExporter;
import dev.braid.otlp.Signal;
import java.util.EnumSet;
import java.util.Set;

/** Component {@code memory}: {@code endpoint} of the view, {@code max_size} of what is kept. */
public final class MemoryExporterFactory implements ExporterFactory {
  private static final String DEFAULT_ENDPOINT = "127.0.0.1:4319";

  /** Some 100,000 spans: minutes of a busy laptop, and small beside the collector itself. */
  private static final long DEFAULT_MAX_BYTES = 64L << 20;

  @Override
  public String type() {
    return "memory";
  }

  @Override
  public Set<Signal> signals() {
    return EnumSet.allOf(Signal.class);
  }

  @Override
  public PreparedExporter prepare(String name, Section settings) {
    String endpoint = settings.string("endpoint", DEFAULT_ENDPOINT);
    long maxBytes = settings.bytes("max_size", DEFAULT_MAX_BYTES);
    int colon = endpoint.lastIndexOf(':');
    int port = port(endpoint.substring(colon + 1));
    if (colon < 1 || port < 0) {
      settings.fault(
          "endpoint", "found '" + endpoint + "', allowed host:port such as " + DEFAULT_ENDPOINT);
    }
    String host = colon < 1 ? "" : endpoint.substring(0, colon);
    return () -> {
      RecentTelemetry recent = new RecentTelemetry(maxBytes);
      return new MemoryExporter(recent, View.start(host, port, recent));
    };
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      return port <= 65_535 ? port : -1;
    } catch (NumberFormatException notANumber) {
      return -1;
    }
  }
}
