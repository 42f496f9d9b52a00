/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

import java.util.ArrayList;
import java.util.List;

/** Statements of one context, run in order. Immutable once read; thread-safe. */
public final class Statements {
  private record Named(String text, Action action) {}

  private final OttlContext context;
  private final List<Named> statements = new ArrayList<>();
  private boolean editsAbove;

  public Statements(OttlContext context) {
    this.context = context;
  }

  /** Compiles one more. */
  public void add(String text) throws SyntaxException {
    Compiler compiler = new Compiler(context);
    Action action = compiler.statement(Parser.statement(text));
    statements.add(new Named(text, action));
    editsAbove |= compiler.editsAbove();
  }

  public OttlContext context() {
    return context;
  }

  /** Whether a statement may set something outside its own item. */
  public boolean editsAbove() {
    return editsAbove;
  }

  /** Runs all of them; what fails is skipped, unless {@code mode} propagates. */
  public void run(Frame frame, ErrorMode mode, ErrorReport report) {
    for (int i = 0; i < statements.size(); i++) {
      Named statement = statements.get(i);
      try {
        statement.action.run(frame);
      } catch (EvaluationException e) {
        report.add(mode, statement.text, e);
      }
    }
  }
}
