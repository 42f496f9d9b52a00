/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

import java.util.List;

/** A parsed condition. */
sealed interface Condition {
  record Comparison(Expression left, Operator operator, Expression right) implements Condition {}

  /** A converter that answers true or false. */
  record Answer(Expression.Call call) implements Condition {}

  record Constant(boolean value) implements Condition {}

  record Not(Condition of) implements Condition {}

  record All(List<Condition> of) implements Condition {}

  record Any(List<Condition> of) implements Condition {}

  /** How two values are compared. */
  enum Operator {
    EQUAL("=="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER_OR_EQUAL(">="),
    GREATER(">");

    private final String written;

    Operator(String written) {
      this.written = written;
    }

    static Operator of(String written) {
      for (Operator operator : values()) {
        if (operator.written.equals(written)) {
          return operator;
        }
      }
      throw new IllegalArgumentException("no operator: " + written);
    }

    /** Whether it holds for the sign of a comparison. */
    boolean holds(int order) {
      return switch (this) {
        case EQUAL -> order == 0;
        case NOT_EQUAL -> order != 0;
        case LESS -> order < 0;
        case LESS_OR_EQUAL -> order <= 0;
        case GREATER_OR_EQUAL -> order >= 0;
        case GREATER -> order > 0;
      };
    }
  }
}
