/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Servlet and Spring MVC in real containers. */
@NullMarked
package dev.braid.agent.instrumentation.servlet;

import org.jspecify.annotations.NullMarked;
