/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The application's own use of the OpenTelemetry API, carried into the agent: spans and logs become
 * the agent's, metrics are aggregated by OpenTelemetry's SDK and leave with the agent's, both
 * contexts agree. Advice classes see the application's API, whatever its version from 1.0 on:
 * spans, context and baggage with each, logs since 1.27, and metrics since 1.38. Types that an old
 * API lacks stand only in classes that such an API never asks for.
 *
 * <pre>
 *   GlobalOpenTelemetry.get() ─advice─▶ BridgedOpenTelemetry ─┬▶ BridgedTracer → agent Span
 *                                                             ├▶ SDK meters (application's API types) → MetricProducer
 *                                                             └▶ BridgedLogger → agent LogRecorder
 *   io.opentelemetry.context.Context ◀─BridgedContextStorage─▶ dev.braid.bootstrap.Context
 * </pre>
 */
@NullMarked
package dev.braid.agent.instrumentation.otelapi;

import org.jspecify.annotations.NullMarked;
