/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** What the telemetry is about: service, host, process. May use settings. */
@NullMarked
package dev.braid.agent.resource;

import org.jspecify.annotations.NullMarked;
