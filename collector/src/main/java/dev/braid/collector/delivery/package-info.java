/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Bounded queue (memory or disk), retry and dead letters around any exporter. May touch durable,
 * log, component, processor.batch and telemetry.
 */
@NullMarked
package dev.braid.collector.delivery;

import org.jspecify.annotations.NullMarked;
