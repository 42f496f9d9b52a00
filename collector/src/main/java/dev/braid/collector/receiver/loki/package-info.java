/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Loki's push protocol. May touch component and receiver. */
@NullMarked
package dev.braid.collector.receiver.loki;

import org.jspecify.annotations.NullMarked;
