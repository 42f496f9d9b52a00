/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The application's own metrics in Prometheus' simpleclient, exported with the agent's at its tick.
 *
 * <pre>
 *   new CollectorRegistry() ─advice─▶ Registries (weakly) ─at each tick─▶ FamilyEncoder → OTLP
 * </pre>
 */
@NullMarked
package dev.braid.agent.instrumentation.simpleclient;

import org.jspecify.annotations.NullMarked;
