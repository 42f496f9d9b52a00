/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The exporter SPI: a back end's translator and sender of one request. May use {@code otlp}.
 *
 * <pre>
 *   delivery (queue, retry, disk) ──batch──▶ exporter ──request──▶ back end
 *                                 ◀─outcome─          ◀─answer──
 * </pre>
 */
@NullMarked
package dev.braid.exporters;

import org.jspecify.annotations.NullMarked;
