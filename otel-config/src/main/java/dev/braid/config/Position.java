/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.config;

/** Where something was written: a file's name, line and column, both from one. Immutable. */
public final class Position {
  /** A value that was written nowhere, such as a default. */
  public static final Position NOWHERE = new Position("", 0, 0);

  private final String file;
  private final int line;
  private final int column;

  /** A place in {@code file}; line 0 means the file as a whole. */
  public Position(String file, int line, int column) {
    this.file = file;
    this.line = line;
    this.column = column;
  }

  public String file() {
    return file;
  }

  public int line() {
    return line;
  }

  public int column() {
    return column;
  }

  /** {@code file:line:column}, as compilers print it; empty if nowhere. */
  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line + ":" + column;
  }
}
