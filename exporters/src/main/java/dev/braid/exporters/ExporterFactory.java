/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters;

import dev.braid.config.Section;
import dev.braid.otlp.Signal;
import java.util.Set;

/**
 * A kind of exporter that a configuration can name; found by {@link java.util.ServiceLoader}.
 *
 * <p>Implementations are stateless and thread-safe.
 */
public interface ExporterFactory {

  /** The component type as configurations write it, such as {@code otlphttp}. */
  String type();

  /** Other names that mean the same, such as {@code otlp_http}. */
  default Set<String> aliases() {
    return Set.of();
  }

  /** The signals that such an exporter can take. */
  Set<Signal> signals();

  /**
   * Reads every key it knows from {@code settings} and records each fault there. Opens nothing: no
   * port, no connection, no file.
   *
   * <p>The caller reads its own keys ({@code sending_queue}, {@code retry_on_failure}) from the
   * same mapping, then reports what nobody knows, and starts the result only if no fault was
   * recorded.
   *
   * @param name the whole component id, such as {@code otlphttp/loki}, for logs and metrics
   */
  PreparedExporter prepare(String name, Section settings);
}
