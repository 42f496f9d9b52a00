/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Configuration files: YAML to a tree that knows where each value was written, then to typed
 * settings or all faults at once. May use nothing of ours.
 *
 * <pre>
 *  file, file, --set  ──▶ ConfigLoader ──▶ ConfigNode (merged, substituted) ──▶ Section ──▶ values
 *                              └───────────────── Faults ◀───────────────────────┘
 * </pre>
 */
@NullMarked
package dev.braid.config;

import org.jspecify.annotations.NullMarked;
