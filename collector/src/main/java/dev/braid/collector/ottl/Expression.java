/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A parsed value. {@code offset} is where it begins in the statement. */
sealed interface Expression {
  int offset();

  /** A value that was written out; null is nil. */
  record Literal(@Nullable Object value, int offset) implements Expression {}

  /** A path such as {@code span.attributes["a"]}, its context not yet told apart. */
  record Path(List<Segment> segments, int offset) implements Expression {}

  /** One name of a path, with what indexes it. */
  record Segment(String name, List<Expression> keys) {}

  /** A function call; a converter's result may be indexed. */
  record Call(String function, List<Argument> arguments, List<Expression> keys, int offset)
      implements Expression {}

  record Argument(@Nullable String name, Expression value) {}

  /** Arithmetic on two values: one of {@code + - * /}. */
  record Arithmetic(char operator, Expression left, Expression right, int offset)
      implements Expression {}

  record Negation(Expression of, int offset) implements Expression {}

  record ListOf(List<Expression> elements, int offset) implements Expression {}

  record MapOf(Map<String, Expression> entries, int offset) implements Expression {}

  /** A name in capitals, which is an enum, or the name of a converter as an argument. */
  record Symbol(String name, int offset) implements Expression {}
}
