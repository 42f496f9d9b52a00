/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The few classes that the boot loader holds: what woven code may call from any loader. */
@NullMarked
package dev.braid.bootstrap;

import org.jspecify.annotations.NullMarked;
