/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The transform processor: edits what it is told in OTTL. May use {@code dev.braid.collector.ottl}
 * and {@code dev.braid.collector.processor.edit}.
 */
@NullMarked
package dev.braid.collector.processor.transform;

import org.jspecify.annotations.NullMarked;
