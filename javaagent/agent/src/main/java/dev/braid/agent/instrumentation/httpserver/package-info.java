/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Advice for {@code com.sun.net.httpserver.HttpServer}; inlined, the work is in {@code
 * dev.braid.agent.jdk}.
 */
@NullMarked
package dev.braid.agent.instrumentation.httpserver;

import org.jspecify.annotations.NullMarked;
