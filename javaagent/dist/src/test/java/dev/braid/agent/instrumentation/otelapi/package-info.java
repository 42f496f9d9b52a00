/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** The application's own OpenTelemetry API and annotations under the agent. */
@NullMarked
package dev.braid.agent.instrumentation.otelapi;

import org.jspecify.annotations.NullMarked;
