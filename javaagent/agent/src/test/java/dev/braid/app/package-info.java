/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Application classes that tests weave: they stand outside of the packages that the agent ignores.
 */
@NullMarked
package dev.braid.app;

import org.jspecify.annotations.NullMarked;
