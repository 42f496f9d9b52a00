/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

import dev.braid.collector.ottl.Condition.Operator;
import dev.braid.config.NearestName;
import dev.braid.otlp.AnyValueView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes what runs of what was parsed, for one context. */
final class Compiler {
  private final OttlContext context;
  private boolean editsAbove;

  Compiler(OttlContext context) {
    this.context = context;
  }

  OttlContext context() {
    return context;
  }

  /** Whether a path outside the context's own message may be set by what was compiled. */
  boolean editsAbove() {
    return editsAbove;
  }

  Action statement(Parser.Statement statement) throws SyntaxException {
    Action action = Functions.editor(statement.editor(), this);
    if (statement.where() == null) {
      return action;
    }
    Check where = test(statement.where());
    return frame -> {
      if (where.holds(frame)) {
        action.run(frame);
      }
    };
  }

  Check test(Condition condition) throws SyntaxException {
    if (condition instanceof Condition.Comparison comparison) {
      return comparison(comparison);
    }
    if (condition instanceof Condition.Answer answer) {
      return answer(answer.call());
    }
    if (condition instanceof Condition.Constant constant) {
      boolean value = constant.value();
      return frame -> value;
    }
    if (condition instanceof Condition.Not not) {
      Check inner = test(not.of());
      return frame -> !inner.holds(frame);
    }
    if (condition instanceof Condition.All all) {
      return combined(all.of(), false);
    }
    return combined(((Condition.Any) condition).of(), true);
  }

  /** The first that answers {@code decisive} decides. */
  private Check combined(List<Condition> conditions, boolean decisive) throws SyntaxException {
    Check[] tests = new Check[conditions.size()];
    for (int i = 0; i < tests.length; i++) {
      tests[i] = test(conditions.get(i));
    }
    return frame -> {
      for (Check test : tests) {
        if (test.holds(frame) == decisive) {
          return decisive;
        }
      }
      return !decisive;
    };
  }

  private Check comparison(Condition.Comparison comparison) throws SyntaxException {
    Getter left = getter(comparison.left());
    Getter right = getter(comparison.right());
    Operator operator = comparison.operator();
    Check fast = textComparison(left, operator, right);
    if (fast == null) {
      fast = textComparison(right, operator, left);
    }
    return fast != null
        ? fast
        : frame -> Values.compare(left.get(frame), operator, right.get(frame));
  }

  /** An attribute is compared with a written text where it lies. */
  private static @Nullable Check textComparison(Getter path, Operator operator, Getter constant) {
    boolean isEquality = operator == Operator.EQUAL || operator == Operator.NOT_EQUAL;
    if (isEquality
        && path instanceof AttributePaths.Element attribute
        && attribute.isWhole()
        && constant instanceof Constant known
        && known.value() instanceof String text) {
      byte[] expected = Texts.utf8(text);
      return frame -> {
        AnyValueView value = attribute.view(frame);
        boolean isEqual =
            value != null
                && value.kind() == AnyValueView.Kind.STRING
                && value.content().contentEquals(expected);
        return isEqual == (operator == Operator.EQUAL);
      };
    }
    return null;
  }

  private Check answer(Expression.Call call) throws SyntaxException {
    Getter getter = getter(call);
    return frame -> {
      Object answer = getter.get(frame);
      if (answer instanceof Boolean truth) {
        return truth;
      }
      throw new EvaluationException(
          call.function() + " is no condition: it gives " + Values.typeOf(answer));
    };
  }

  Getter getter(Expression expression) throws SyntaxException {
    if (expression instanceof Expression.Literal literal) {
      return new Constant(literal.value());
    }
    if (expression instanceof Expression.Path path) {
      return path(path);
    }
    if (expression instanceof Expression.Call call) {
      return indexed(Functions.converter(call, this), keys(call.keys()));
    }
    if (expression instanceof Expression.Arithmetic arithmetic) {
      Getter left = getter(arithmetic.left());
      Getter right = getter(arithmetic.right());
      char operator = arithmetic.operator();
      return frame -> Values.calculate(left.get(frame), operator, right.get(frame));
    }
    if (expression instanceof Expression.Negation negation) {
      Getter inner = getter(negation.of());
      return frame -> Values.negate(inner.get(frame));
    }
    if (expression instanceof Expression.ListOf list) {
      return list(list);
    }
    if (expression instanceof Expression.MapOf map) {
      return map(map);
    }
    return symbol((Expression.Symbol) expression);
  }

  private static Getter indexed(Getter getter, List<Getter> keys) {
    return keys.isEmpty()
        ? getter
        : frame -> {
          Object element = Nested.get(frame, getter.get(frame), keys, 0);
          if (element == null) {
            throw new EvaluationException("the key is not in the map");
          }
          return element;
        };
  }

  private Getter list(Expression.ListOf list) throws SyntaxException {
    List<Getter> elements = keys(list.elements());
    return frame -> {
      List<@Nullable Object> values = new ArrayList<>(elements.size());
      for (Getter element : elements) {
        values.add(element.get(frame));
      }
      return values;
    };
  }

  private Getter map(Expression.MapOf map) throws SyntaxException {
    Map<String, Getter> entries = new LinkedHashMap<>();
    for (Map.Entry<String, Expression> entry : map.entries().entrySet()) {
      entries.put(entry.getKey(), getter(entry.getValue()));
    }
    return frame -> {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      entries.forEach((key, value) -> values.put(key, value.get(frame)));
      return values;
    };
  }

  private static Getter symbol(Expression.Symbol symbol) throws SyntaxException {
    if (symbol.name().equals(Functions.SLOT)) {
      return Frame::argument;
    }
    Long number = Enums.all().get(symbol.name());
    if (number == null) {
      throw new SyntaxException(
          symbol.offset(),
          "unknown enum '"
              + symbol.name()
              + "'"
              + NearestName.hint(symbol.name(), Enums.all().keySet()));
    }
    return new Constant(number);
  }

  List<Getter> keys(List<Expression> expressions) throws SyntaxException {
    List<Getter> getters = new ArrayList<>();
    for (Expression expression : expressions) {
      getters.add(getter(expression));
    }
    return getters;
  }

  /** A path that is going to be set. */
  Target target(Expression expression) throws SyntaxException {
    if (!(expression instanceof Expression.Path path)) {
      throw new SyntaxException(
          expression.offset(), "found a value, allowed a path such as attributes[\"key\"]");
    }
    Target target = path(path);
    editsAbove |= ownerOf(path) != context;
    return target;
  }

  private OttlContext ownerOf(Expression.Path path) {
    Expression.Segment first = path.segments().get(0);
    if (path.segments().size() > 1 && first.keys().isEmpty()) {
      return OttlContext.of(first.name()).filter(context::reaches).orElse(context);
    }
    return context;
  }

  private Target path(Expression.Path path) throws SyntaxException {
    OttlContext owner = ownerOf(path);
    List<Expression.Segment> segments = path.segments();
    int from = isPrefixed(path) ? 1 : 0;
    String name =
        segments.subList(from, segments.size()).stream()
            .map(Expression.Segment::name)
            .collect(Collectors.joining("."));
    for (Expression.Segment segment : segments.subList(from, segments.size() - 1)) {
      if (!segment.keys().isEmpty()) {
        throw new SyntaxException(
            path.offset(), "'" + segment.name() + "' is indexed before the end of the path");
      }
    }
    Target target = Paths.find(owner, name);
    if (target == null) {
      throw unknown(path, owner, name);
    }
    List<Expression> keys = segments.get(segments.size() - 1).keys();
    if (keys.isEmpty()) {
      return target;
    }
    return index(path, name, target, keys(keys));
  }

  private static Target index(Expression.Path path, String name, Target target, List<Getter> keys)
      throws SyntaxException {
    if (target instanceof Target.Indexed indexed) {
      return indexed.at(keys);
    }
    throw new SyntaxException(path.offset(), "'" + name + "' cannot be indexed");
  }

  private boolean isPrefixed(Expression.Path path) {
    Expression.Segment first = path.segments().get(0);
    return path.segments().size() > 1
        && first.keys().isEmpty()
        && OttlContext.of(first.name()).filter(context::reaches).isPresent();
  }

  private SyntaxException unknown(Expression.Path path, OttlContext owner, String name) {
    String first = path.segments().get(0).name();
    boolean isForeign =
        path.segments().size() > 1 && OttlContext.of(first).isPresent() && !isPrefixed(path);
    String what =
        isForeign
            ? "the context '" + first + "' cannot be reached from '" + context.written() + "'"
            : "unknown path '" + name + "' of " + owner.written() + Paths.hint(owner, name);
    return new SyntaxException(path.offset(), what);
  }
}
