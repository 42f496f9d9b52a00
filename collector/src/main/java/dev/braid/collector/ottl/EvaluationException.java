/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

/** Why a statement cannot be applied to one item. Has no stack trace: it may come once an item. */
public final class EvaluationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EvaluationException(String message) {
    super(message, null, false, false);
  }

  static EvaluationException type(String expected, Object found) {
    return new EvaluationException("expected " + expected + ", found " + Values.typeOf(found));
  }
}
