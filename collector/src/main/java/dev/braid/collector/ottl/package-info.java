/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * OTTL, the OpenTelemetry Transformation Language: statements and conditions, compiled once, run on
 * the wire overlay. May use {@code dev.braid.otlp} and {@code dev.braid.config}.
 *
 * <pre>
 *   text ──▶ Lexer ──▶ Parser ──▶ Expression, Condition ──▶ Compiler ──▶ Getter, Target, Check
 *                                                             └─ Paths, Functions
 * </pre>
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/pkg/ottl/LANGUAGE.md">
 *     OTTL</a>
 */
@NullMarked
package dev.braid.collector.ottl;

import org.jspecify.annotations.NullMarked;
