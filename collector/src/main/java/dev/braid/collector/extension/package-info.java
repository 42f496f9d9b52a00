/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Small pages beside the data: health and own metrics. */
@NullMarked
package dev.braid.collector.extension;

import org.jspecify.annotations.NullMarked;
