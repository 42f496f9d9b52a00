/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** The collector's command line and composition root: the only place that knows all its rooms. */
@NullMarked
package dev.braid.collector;

import org.jspecify.annotations.NullMarked;
