/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The embedded default: keeps the recent telemetry in bounded memory and shows it. An exporter like
 * any other.
 *
 * <pre>
 *   delivery ─▶ MemoryExporter ─▶ RecentTelemetry (one lock) ◀─ View (HTTP, text and JSON)
 * </pre>
 *
 * May use {@code dev.braid.exporters}, {@code dev.braid.correlation}, {@code dev.braid.config}, the
 * receivers' {@code Endpoints} and {@code dev.braid.otlp}.
 */
@NullMarked
package dev.braid.collector.memory;

import org.jspecify.annotations.NullMarked;
