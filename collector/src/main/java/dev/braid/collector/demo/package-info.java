/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * {@code braid demo}: a collector and the sample shop under the agent, as processes of their own,
 * with a little load. May use nothing of the collector but its public addresses.
 *
 * <pre>
 *   DemoCommand ─▶ Demo ─▶ ChildProcess (collector, inventory, payments, storefront)
 *                    ├───▶ Load          one thread, a few requests a second
 *                    └───▶ DemoVerdict   asks the collector's API, prints, decides the exit status
 * </pre>
 */
@NullMarked
package dev.braid.collector.demo;

import org.jspecify.annotations.NullMarked;
