/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * What the collector keeps on disk so that nothing acknowledged is lost, and the command that sends
 * it again. May touch log, pipeline, component, telemetry.
 *
 * <pre>
 *  door ──▶ DurableIntake ──▶ ingest log ──▶ answer, ring ──▶ … ──▶ every sink has settled ──▶ release
 *                                 └─ after a restart: IngestReplay ──▶ ring
 * </pre>
 */
@NullMarked
package dev.braid.collector.durable;

import org.jspecify.annotations.NullMarked;
