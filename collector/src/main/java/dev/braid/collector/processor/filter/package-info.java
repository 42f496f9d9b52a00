/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The filter processor: drops what a condition holds for. May use {@code dev.braid.collector.ottl}
 * and {@code dev.braid.collector.processor.edit}.
 */
@NullMarked
package dev.braid.collector.processor.filter;

import org.jspecify.annotations.NullMarked;
