/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** What exporters over HTTP share: client settings, compression, sending, reading answers. */
@NullMarked
package dev.braid.exporters.http;

import org.jspecify.annotations.NullMarked;
