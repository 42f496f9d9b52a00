/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Telemetry in files. May touch the exporter SPI. */
@NullMarked
package dev.braid.exporters.file;

import org.jspecify.annotations.NullMarked;
