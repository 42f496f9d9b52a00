/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

/** What is wrong with a statement, and where in its text. */
public final class SyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int column;

  SyntaxException(int offset, String message) {
    super(message);
    this.column = offset + 1;
  }

  /** Where, counted from 1 in the statement. */
  public int column() {
    return column;
  }

  /** What was found, what is allowed. */
  public String what() {
    return String.valueOf(getMessage());
  }
}
