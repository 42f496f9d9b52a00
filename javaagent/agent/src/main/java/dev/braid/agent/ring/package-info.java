/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * From the application's threads to the collector. Never blocks an application thread.
 *
 * <pre>
 *  application threads          braid-drain                     braid-send
 *  encode in a stripe ─▶ ring ─▶ group by scope ─▶ outbox ─▶ OTLP/HTTP, retry
 *        │ full: drop newest        │ metric tick    │ full: drop
 * </pre>
 */
@NullMarked
package dev.braid.agent.ring;

import org.jspecify.annotations.NullMarked;
