/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Grafana Loki: its push API with structured metadata, or its native OTLP endpoint. */
@NullMarked
package dev.braid.exporters.loki;

import org.jspecify.annotations.NullMarked;
