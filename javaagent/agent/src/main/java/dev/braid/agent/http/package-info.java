/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** What every HTTP server and client instrumentation records. May use trace, propagate, metrics. */
@NullMarked
package dev.braid.agent.http;

import org.jspecify.annotations.NullMarked;
