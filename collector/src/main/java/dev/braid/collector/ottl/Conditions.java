/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

import java.util.ArrayList;
import java.util.List;

/** Conditions of one context, of which one suffices. Immutable once read; thread-safe. */
public final class Conditions {
  private record Named(String text, Check test) {}

  private final OttlContext context;
  private final List<Named> conditions = new ArrayList<>();

  public Conditions(OttlContext context) {
    this.context = context;
  }

  /** Compiles one more. */
  public void add(String text) throws SyntaxException {
    conditions.add(new Named(text, new Compiler(context).test(Parser.condition(text))));
  }

  public OttlContext context() {
    return context;
  }

  public boolean isEmpty() {
    return conditions.isEmpty();
  }

  /** Whether one of them holds; those that fail do not, unless {@code mode} propagates. */
  public boolean anyHolds(Frame frame, ErrorMode mode, ErrorReport report) {
    for (int i = 0; i < conditions.size(); i++) {
      Named condition = conditions.get(i);
      try {
        if (condition.test.holds(frame)) {
          return true;
        }
      } catch (EvaluationException e) {
        report.add(mode, condition.text, e);
      }
    }
    return false;
  }
}
