/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Runs real libraries, woven in a loader of their own, against recording fakes. */
@NullMarked
package dev.braid.agent.woven;

import org.jspecify.annotations.NullMarked;
