/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Advice for {@code java.net.HttpURLConnection}; inlined, the work is in {@code
 * dev.braid.agent.jdk}.
 */
@NullMarked
package dev.braid.agent.instrumentation.httpurlconnection;

import org.jspecify.annotations.NullMarked;
