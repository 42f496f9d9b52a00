/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Who may send: extensions that receivers ask. May touch component. */
@NullMarked
package dev.braid.collector.extension.auth;

import org.jspecify.annotations.NullMarked;
