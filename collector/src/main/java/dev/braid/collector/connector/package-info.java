/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Connectors: from the end of some pipelines to the beginning of others. May touch component. */
@NullMarked
package dev.braid.collector.connector;

import org.jspecify.annotations.NullMarked;
