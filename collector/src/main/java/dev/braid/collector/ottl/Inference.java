/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

import dev.braid.otlp.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the context of statements that do not say it: the innermost that their paths name. */
public final class Inference {
  private final Signal signal;
  private Optional<OttlContext> found = Optional.empty();

  public Inference(Signal signal) {
    this.signal = signal;
  }

  /** Looks at the paths of a statement. */
  public void addStatement(String text) throws SyntaxException {
    Parser.Statement statement = Parser.statement(text);
    visit(statement.editor());
    if (statement.where() != null) {
      visit(statement.where());
    }
  }

  /** Looks at the paths of a condition. */
  public void addCondition(String text) throws SyntaxException {
    visit(Parser.condition(text));
  }

  /** The context, empty if no path named one. */
  public Optional<OttlContext> context() {
    return found;
  }

  private void visit(Condition condition) {
    if (condition instanceof Condition.Comparison comparison) {
      visit(comparison.left());
      visit(comparison.right());
    } else if (condition instanceof Condition.Answer answer) {
      visit(answer.call());
    } else if (condition instanceof Condition.Not not) {
      visit(not.of());
    } else if (condition instanceof Condition.All all) {
      all.of().forEach(this::visit);
    } else if (condition instanceof Condition.Any any) {
      any.of().forEach(this::visit);
    }
  }

  private void visit(Expression expression) {
    if (expression instanceof Expression.Path path) {
      note(path);
      path.segments().forEach(segment -> segment.keys().forEach(this::visit));
      return;
    }
    parts(expression).forEach(this::visit);
  }

  private static List<Expression> parts(Expression expression) {
    List<Expression> parts = new ArrayList<>();
    if (expression instanceof Expression.Call call) {
      call.arguments().forEach(argument -> parts.add(argument.value()));
      parts.addAll(call.keys());
    } else if (expression instanceof Expression.Arithmetic arithmetic) {
      parts.add(arithmetic.left());
      parts.add(arithmetic.right());
    } else if (expression instanceof Expression.Negation negation) {
      parts.add(negation.of());
    } else if (expression instanceof Expression.ListOf list) {
      parts.addAll(list.elements());
    } else if (expression instanceof Expression.MapOf map) {
      parts.addAll(map.entries().values());
    }
    return parts;
  }

  private void note(Expression.Path path) {
    String first = path.segments().get(0).name();
    Optional<OttlContext> named =
        path.segments().size() > 1
            ? OttlContext.of(first).filter(OttlContext.of(signal)::contains)
            : Optional.empty();
    if (named.isPresent() && (found.isEmpty() || named.get().compareTo(found.get()) > 0)) {
      found = named;
    }
  }
}
