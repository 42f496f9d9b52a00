/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** The doors for OTLP over gRPC and HTTP. May touch pipeline and telemetry. */
@NullMarked
package dev.braid.collector.receiver;

import org.jspecify.annotations.NullMarked;
