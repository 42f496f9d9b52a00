/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** OTLP over gRPC and over HTTP: a batch's bytes go out as they are. */
@NullMarked
package dev.braid.exporters.otlp;

import org.jspecify.annotations.NullMarked;
