/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Processors that edit: several of them in a row become passes over the bytes. May use {@code
 * dev.braid.otlp}, {@code dev.braid.collector.component} and {@code dev.braid.collector.telemetry}.
 */
@NullMarked
package dev.braid.collector.processor.edit;

import org.jspecify.annotations.NullMarked;
