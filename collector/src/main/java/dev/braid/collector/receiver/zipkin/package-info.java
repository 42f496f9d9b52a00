/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Zipkin spans over HTTP. May touch component and receiver. */
@NullMarked
package dev.braid.collector.receiver.zipkin;

import org.jspecify.annotations.NullMarked;
