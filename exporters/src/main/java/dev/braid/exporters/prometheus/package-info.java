/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Prometheus: a page to scrape, and remote write. Both stand on one translator.
 *
 * <pre>
 *   batch ─▶ MetricTranslator ─series─▶ SeriesTable ─▶ ScrapePage ◀── GET /metrics
 *                     │          (delta → cumulative)
 *                     └────────series──────▶ RemoteWriteRequest ──▶ POST
 * </pre>
 */
@NullMarked
package dev.braid.exporters.prometheus;

import org.jspecify.annotations.NullMarked;
