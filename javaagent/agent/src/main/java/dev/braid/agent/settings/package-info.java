/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** The agent's settings under OpenTelemetry's names. May use nothing of ours but otel-config. */
@NullMarked
package dev.braid.agent.settings;

import org.jspecify.annotations.NullMarked;
