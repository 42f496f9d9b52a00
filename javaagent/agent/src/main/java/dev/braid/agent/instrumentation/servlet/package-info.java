/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Servlet 3.1 to 6.1 in any container: one server span for each request. */
@NullMarked
package dev.braid.agent.instrumentation.servlet;

import org.jspecify.annotations.NullMarked;
