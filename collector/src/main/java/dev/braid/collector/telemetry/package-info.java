/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** What the collector counts about itself, under the OpenTelemetry Collector's names. */
@NullMarked
package dev.braid.collector.telemetry;

import org.jspecify.annotations.NullMarked;
