/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * An append-only log of checksummed records in segment files. Knows no telemetry; may touch nothing
 * of ours.
 *
 * <pre>
 *  append ──▶ queue ──▶ commit thread: write, force, complete ──▶ segments ──▶ LogReader
 *                             └─ once a second: save what is released, delete segments ◀── release
 * </pre>
 */
@NullMarked
package dev.braid.collector.log;

import org.jspecify.annotations.NullMarked;
