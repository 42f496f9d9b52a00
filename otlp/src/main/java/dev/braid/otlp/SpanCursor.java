/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

/** Walks the spans of a batch. See {@link ItemCursor}. */
public final class SpanCursor extends ItemCursor {
  private final SpanView span = new SpanView();

  @Override
  void moveTo(byte[] source, int offset, int length) {
    span.wrap(source, offset, length);
  }

  /** The current one of the spans. */
  public SpanView span() {
    return span;
  }
}
