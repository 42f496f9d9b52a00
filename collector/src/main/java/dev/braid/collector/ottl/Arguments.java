/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

import com.google.re2j.Pattern;
import dev.braid.config.NearestName;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one call, by the position of their parameter; compiled as they are asked for.
 */
final class Arguments {
  /** A value of known type. */
  @FunctionalInterface
  interface Of<T> {
    T get(Frame frame);
  }

  /** A text, or null where there is none. */
  @FunctionalInterface
  interface Text {
    @Nullable String get(Frame frame);
  }

  private final Compiler compiler;
  private final Expression.Call call;
  private final List<String> parameters;
  private final @Nullable Expression[] values;

  /** {@code parameters} separated by spaces, optional ones with a question mark at the end. */
  Arguments(Expression.Call call, String parameters, Compiler compiler) throws SyntaxException {
    this.compiler = compiler;
    this.call = call;
    List<String> declared = parameters.isEmpty() ? List.of() : List.of(parameters.split(" "));
    this.parameters = declared.stream().map(name -> name.replace("?", "")).toList();
    this.values = new @Nullable Expression[declared.size()];
    assign();
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null && !declared.get(i).endsWith("?")) {
        throw new SyntaxException(
            call.offset(),
            call.function() + " needs the argument " + this.parameters.get(i) + ": " + usage());
      }
    }
  }

  private void assign() throws SyntaxException {
    boolean named = false;
    for (int i = 0; i < call.arguments().size(); i++) {
      Expression.Argument argument = call.arguments().get(i);
      int position = i;
      if (argument.name() != null) {
        named = true;
        position = parameters.indexOf(argument.name());
      } else if (named) {
        throw new SyntaxException(
            argument.value().offset(), "an argument without name follows one with a name");
      }
      if (position < 0 || position >= values.length) {
        String hint = argument.name() == null ? "" : NearestName.hint(argument.name(), parameters);
        throw new SyntaxException(
            argument.value().offset(), call.function() + " takes " + usage() + hint);
      }
      values[position] = argument.value();
    }
  }

  private String usage() {
    return call.function() + "(" + String.join(", ", parameters) + ")";
  }

  boolean has(int index) {
    return values[index] != null;
  }

  Compiler compiler() {
    return compiler;
  }

  int offset() {
    return call.offset();
  }

  private Expression expression(int index) {
    Expression expression = values[index];
    return expression == null ? new Expression.Literal(null, call.offset()) : expression;
  }

  SyntaxException wrong(int index, String allowed) {
    return new SyntaxException(
        expression(index).offset(),
        "argument " + parameters.get(index) + " of " + call.function() + ": " + allowed);
  }

  Getter value(int index) throws SyntaxException {
    return compiler.getter(expression(index));
  }

  Target target(int index) throws SyntaxException {
    return compiler.target(expression(index));
  }

  MapTarget mapTarget(int index) throws SyntaxException {
    return MapTarget.of(compiler.target(expression(index)));
  }

  private <T> Of<T> typed(int index, Class<T> type, String expected) throws SyntaxException {
    return typed(value(index), type, expected, expression(index).offset());
  }

  private static <T> Of<T> typed(Getter getter, Class<T> type, String expected, int offset)
      throws SyntaxException {
    if (getter instanceof Constant constant && !type.isInstance(constant.value())) {
      throw new SyntaxException(
          offset, "found " + Values.typeOf(constant.value()) + ", allowed " + expected);
    }
    return frame -> {
      Object value = getter.get(frame);
      if (type.isInstance(value)) {
        return type.cast(value);
      }
      throw new EvaluationException("expected " + expected + ", found " + Values.typeOf(value));
    };
  }

  Of<String> string(int index) throws SyntaxException {
    return typed(index, String.class, "a string");
  }

  Of<Long> integer(int index) throws SyntaxException {
    return typed(index, Long.class, "an int");
  }

  Of<Instant> time(int index) throws SyntaxException {
    return typed(index, Instant.class, "a time");
  }

  Of<Duration> duration(int index) throws SyntaxException {
    return typed(index, Duration.class, "a duration");
  }

  @SuppressWarnings("unchecked")
  Of<Map<String, @Nullable Object>> map(int index) throws SyntaxException {
    return typed(index, (Class<Map<String, @Nullable Object>>) (Class<?>) Map.class, "a map");
  }

  /** Anything as text; null stays null. */
  Text text(int index) throws SyntaxException {
    Getter getter = value(index);
    return frame -> Values.text(getter.get(frame));
  }

  /** Bytes, also those of a string or number; none for nil. */
  Of<byte[]> bytes(int index) throws SyntaxException {
    Getter getter = value(index);
    return frame -> {
      Object value = getter.get(frame);
      if (value == null) {
        return new byte[0];
      }
      if (value instanceof byte[] bytes) {
        return bytes;
      }
      if (value instanceof Long number) {
        return ByteBuffer.allocate(8).putLong(number).array();
      }
      if (value instanceof Double number) {
        return ByteBuffer.allocate(8).putDouble(number).array();
      }
      if (value instanceof Boolean truth) {
        return new byte[] {(byte) (truth ? 1 : 0)};
      }
      if (value instanceof String text) {
        return Texts.utf8(text);
      }
      throw new EvaluationException("expected bytes, found " + Values.typeOf(value));
    };
  }

  /** A text that has to be written out. */
  String word(int index, String... allowed) throws SyntaxException {
    if (expression(index) instanceof Expression.Literal literal
        && literal.value() instanceof String text
        && (allowed.length == 0 || Arrays.asList(allowed).contains(text))) {
      return text;
    }
    throw wrong(
        index,
        allowed.length == 0 ? "allowed a text in quotes" : "allowed " + String.join(", ", allowed));
  }

  /** A number that has to be written out, at least {@code min}. */
  long count(int index, long min) throws SyntaxException {
    if (expression(index) instanceof Expression.Literal literal
        && literal.value() instanceof Long number
        && number >= min) {
      return number;
    }
    throw wrong(index, "allowed a whole number of at least " + min);
  }

  /** A switch that has to be written out, false if it is left out. */
  boolean flag(int index) throws SyntaxException {
    if (!has(index)) {
      return false;
    }
    if (expression(index) instanceof Expression.Literal literal
        && literal.value() instanceof Boolean truth) {
      return truth;
    }
    throw wrong(index, "allowed true or false");
  }

  /** The elements of a list that has to be written out. */
  List<Getter> list(int index) throws SyntaxException {
    if (!has(index)) {
      return List.of();
    }
    if (expression(index) instanceof Expression.ListOf list) {
      return compiler.keys(list.elements());
    }
    throw wrong(index, "allowed a list in brackets");
  }

  /** The elements of such a list, which are texts. */
  List<Of<String>> strings(int index) throws SyntaxException {
    List<Of<String>> strings = new ArrayList<>();
    for (Getter getter : list(index)) {
      strings.add(typed(getter, String.class, "a string", expression(index).offset()));
    }
    return strings;
  }

  /** A regular expression, compiled at once if it is written out. */
  Of<Pattern> pattern(int index) throws SyntaxException {
    Of<String> regex = string(index);
    if (expression(index) instanceof Expression.Literal literal
        && literal.value() instanceof String text) {
      Pattern pattern = compile(index, text);
      return frame -> pattern;
    }
    return frame -> Patterns.computed(regex.get(frame));
  }

  /** A glob, as {@link #pattern}. */
  Of<Pattern> glob(int index) throws SyntaxException {
    Of<String> glob = string(index);
    if (expression(index) instanceof Expression.Literal literal
        && literal.value() instanceof String text) {
      Pattern pattern = compile(index, Patterns.globToRegex(text));
      return frame -> pattern;
    }
    return frame -> Patterns.computed(Patterns.globToRegex(glob.get(frame)));
  }

  private Pattern compile(int index, String regex) throws SyntaxException {
    try {
      return Patterns.compile(regex);
    } catch (IllegalArgumentException e) {
      throw wrong(index, String.valueOf(e.getMessage()));
    }
  }

  /** A converter that is named, applied to {@link Frame#argument()}; null if it is left out. */
  @Nullable Getter function(int index) throws SyntaxException {
    if (!has(index)) {
      return null;
    }
    if (expression(index) instanceof Expression.Symbol symbol) {
      Expression slot = new Expression.Symbol(Functions.SLOT, symbol.offset());
      List<Expression.Argument> argument = List.of(new Expression.Argument(null, slot));
      return Functions.converter(
          new Expression.Call(symbol.name(), argument, List.of(), symbol.offset()), compiler);
    }
    throw wrong(index, "allowed the name of a converter, such as SHA256");
  }
}
