/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** The batch processor. May touch component. */
@NullMarked
package dev.braid.collector.processor.batch;

import org.jspecify.annotations.NullMarked;
