/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Carries the context through the JDK's executors, fork-join pools, completable futures and virtual
 * threads. All advice is inlined and calls {@code dev.braid.bootstrap.Carry} only.
 */
@NullMarked
package dev.braid.agent.instrumentation.executors;

import org.jspecify.annotations.NullMarked;
