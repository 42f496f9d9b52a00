/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Bounded queue and retry around any exporter. May touch pipeline and telemetry. */
@NullMarked
package dev.braid.collector.delivery;

import org.jspecify.annotations.NullMarked;
