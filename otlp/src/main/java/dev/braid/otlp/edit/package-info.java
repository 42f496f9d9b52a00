/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Editing OTLP where it lies: a walk over resource, scope, item and part, whose editors see each
 * level through a small overlay; what nobody touched is copied as slices.
 *
 * <pre>
 *   batch ──▶ Rewrite ──▶ EditCursor ──▶ Editor     overlay: EditableMessage, EditableAttributes
 *                └──▶ Rope (runs of the source, edited fields) ──▶ one array, one batch
 * </pre>
 *
 * May use {@code dev.braid.otlp} alone. One thread owns a {@link Rewrite} and all it hands out.
 */
@NullMarked
package dev.braid.otlp.edit;

import org.jspecify.annotations.NullMarked;
