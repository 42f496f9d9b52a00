/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Scrapes of Prometheus pages. May touch component. */
@NullMarked
package dev.braid.collector.receiver.prometheus;

import org.jspecify.annotations.NullMarked;
