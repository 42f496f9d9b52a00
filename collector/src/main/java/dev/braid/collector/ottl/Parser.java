/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Recursive descent over the tokens of one statement or condition. One use. */
final class Parser {
  /** A statement: what to do, and when. */
  record Statement(Expression.Call editor, @Nullable Condition where) {}

  /** Deeper nesting than any statement needs, and far from the end of the stack. */
  private static final int MAX_DEPTH = 64;

  private static final Set<String> WORDS = Set.of("nil", "true", "false", "not", "and", "or");

  private final List<Token> tokens;
  private int next;
  private int depth;

  private Parser(String text) throws SyntaxException {
    tokens = Lexer.tokens(text);
  }

  static Statement statement(String text) throws SyntaxException {
    Parser parser = new Parser(text);
    Token name = parser.peek();
    if (name.kind() != Token.Kind.NAME || !Character.isLowerCase(name.text().charAt(0))) {
      throw parser.unexpected("an editor such as set or delete_key");
    }
    parser.next++;
    Expression.Call editor = parser.call(name);
    if (!editor.keys().isEmpty()) {
      throw new SyntaxException(name.offset(), "an editor has no result that could be indexed");
    }
    Condition where = parser.takes("where") ? parser.any() : null;
    parser.end();
    return new Statement(editor, where);
  }

  static Condition condition(String text) throws SyntaxException {
    Parser parser = new Parser(text);
    Condition condition = parser.any();
    parser.end();
    return condition;
  }

  private Condition any() throws SyntaxException {
    List<Condition> terms = new ArrayList<>(List.of(all()));
    while (takes("or")) {
      terms.add(all());
    }
    return terms.size() == 1 ? terms.get(0) : new Condition.Any(terms);
  }

  private Condition all() throws SyntaxException {
    List<Condition> terms = new ArrayList<>(List.of(term()));
    while (takes("and")) {
      terms.add(term());
    }
    return terms.size() == 1 ? terms.get(0) : new Condition.All(terms);
  }

  private Condition term() throws SyntaxException {
    enter();
    boolean negated = takes("not");
    Condition term = unnegated();
    depth--;
    return negated ? new Condition.Not(term) : term;
  }

  private Condition unnegated() throws SyntaxException {
    int start = next;
    if (peek().is("(")) {
      Condition comparison = comparisonAt(start);
      return comparison == null ? group(start) : comparison;
    }
    if ((peek().is("true") || peek().is("false")) && !follows(1, Token.Kind.COMPARISON)) {
      return new Condition.Constant(take().is("true"));
    }
    Expression left = value();
    if (peek().kind() == Token.Kind.COMPARISON) {
      return comparison(left);
    }
    if (left instanceof Expression.Call call) {
      return new Condition.Answer(call);
    }
    throw unexpected("a comparison such as ==");
  }

  /** A parenthesis may begin arithmetic or a group of conditions; only what follows tells. */
  private @Nullable Condition comparisonAt(int start) throws SyntaxException {
    int outer = depth;
    try {
      Expression left = value();
      if (peek().kind() == Token.Kind.COMPARISON) {
        return comparison(left);
      }
    } catch (SyntaxException e) {
      if (depth >= MAX_DEPTH) {
        throw e;
      }
    }
    next = start;
    depth = outer;
    return null;
  }

  private Condition group(int start) throws SyntaxException {
    next = start + 1;
    Condition inner = any();
    expect(")");
    return inner;
  }

  private Condition comparison(Expression left) throws SyntaxException {
    Condition.Operator operator = Condition.Operator.of(take().text());
    return new Condition.Comparison(left, operator, value());
  }

  private Expression value() throws SyntaxException {
    enter();
    Token token = peek();
    Expression value =
        switch (token.kind()) {
          case STRING -> new Expression.Literal(take().text(), token.offset());
          case BYTES -> new Expression.Literal(bytes(take()), token.offset());
          default ->
              token.is("nil")
                  ? new Expression.Literal(null, take().offset())
                  : token.is("true") || token.is("false")
                      ? new Expression.Literal(take().is("true"), token.offset())
                      : token.is("[") ? list() : token.is("{") ? map() : sum();
        };
    depth--;
    return value;
  }

  private Expression sum() throws SyntaxException {
    Expression left = product();
    while (peek().is("+") || peek().is("-")) {
      Token operator = take();
      left =
          new Expression.Arithmetic(operator.text().charAt(0), left, product(), operator.offset());
    }
    return left;
  }

  private Expression product() throws SyntaxException {
    Expression left = factor();
    while (peek().is("*") || peek().is("/")) {
      Token operator = take();
      left =
          new Expression.Arithmetic(operator.text().charAt(0), left, factor(), operator.offset());
    }
    return left;
  }

  private Expression factor() throws SyntaxException {
    Token token = peek();
    if (token.is("-")) {
      take();
      return negated(operand(), token.offset());
    }
    takes("+");
    return operand();
  }

  private static Expression negated(Expression operand, int offset) {
    if (operand instanceof Expression.Literal literal) {
      if (literal.value() instanceof Long number) {
        return new Expression.Literal(-number, offset);
      }
      if (literal.value() instanceof Double number) {
        return new Expression.Literal(-number, offset);
      }
    }
    return new Expression.Negation(operand, offset);
  }

  private Expression operand() throws SyntaxException {
    Token token = take();
    if (token.is("(")) {
      enter();
      Expression inner = sum();
      depth--;
      expect(")");
      return inner;
    }
    return switch (token.kind()) {
      case INT -> new Expression.Literal(number(token), token.offset());
      case FLOAT -> new Expression.Literal(Double.parseDouble(token.text()), token.offset());
      case NAME -> named(token);
      default -> {
        next--;
        throw unexpected("a value");
      }
    };
  }

  private Expression named(Token name) throws SyntaxException {
    if (WORDS.contains(name.text())) {
      next--;
      throw unexpected("a value");
    }
    boolean isCapital = Character.isUpperCase(name.text().charAt(0));
    if (peek().is("(")) {
      if (!isCapital) {
        throw new SyntaxException(
            name.offset(),
            "'" + name.text() + "' is an editor; only converters, such as Concat, have a value");
      }
      return call(name);
    }
    return isCapital ? new Expression.Symbol(name.text(), name.offset()) : path(name);
  }

  private Expression path(Token first) throws SyntaxException {
    List<Expression.Segment> segments = new ArrayList<>();
    segments.add(new Expression.Segment(first.text(), keys()));
    while (takes(".")) {
      Token name = take();
      if (name.kind() != Token.Kind.NAME) {
        next--;
        throw unexpected("a name");
      }
      segments.add(new Expression.Segment(name.text(), keys()));
    }
    return new Expression.Path(segments, first.offset());
  }

  private List<Expression> keys() throws SyntaxException {
    List<Expression> keys = new ArrayList<>();
    while (takes("[")) {
      keys.add(value());
      expect("]");
    }
    return keys;
  }

  private Expression.Call call(Token name) throws SyntaxException {
    expect("(");
    List<Expression.Argument> arguments = new ArrayList<>();
    while (!peek().is(")")) {
      if (!arguments.isEmpty()) {
        expect(",");
      }
      arguments.add(argument());
    }
    expect(")");
    return new Expression.Call(name.text(), arguments, keys(), name.offset());
  }

  private Expression.Argument argument() throws SyntaxException {
    Token name = peek();
    if (name.kind() == Token.Kind.NAME && tokens.get(next + 1).is("=")) {
      next += 2;
      return new Expression.Argument(name.text(), value());
    }
    return new Expression.Argument(null, value());
  }

  private Expression list() throws SyntaxException {
    int offset = take().offset();
    List<Expression> elements = new ArrayList<>();
    while (!peek().is("]")) {
      if (!elements.isEmpty()) {
        expect(",");
      }
      elements.add(value());
    }
    take();
    return new Expression.ListOf(elements, offset);
  }

  private Expression map() throws SyntaxException {
    int offset = take().offset();
    Map<String, Expression> entries = new LinkedHashMap<>();
    while (!peek().is("}")) {
      Token key = take();
      if (key.kind() != Token.Kind.STRING) {
        next--;
        throw unexpected("a key in quotes");
      }
      expect(":");
      entries.put(key.text(), value());
      takes(",");
    }
    take();
    return new Expression.MapOf(entries, offset);
  }

  private static Long number(Token token) throws SyntaxException {
    try {
      return Long.parseLong(token.text());
    } catch (NumberFormatException e) {
      throw new SyntaxException(token.offset(), "the number " + token.text() + " is too large");
    }
  }

  private static byte[] bytes(Token token) throws SyntaxException {
    int digits = token.text().length() - 2;
    if (digits % 2 != 0) {
      throw new SyntaxException(token.offset(), "bytes have two digits each, found " + digits);
    }
    byte[] bytes = new byte[digits / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(token.text().substring(2 + 2 * i, 4 + 2 * i), 16);
    }
    return bytes;
  }

  private void enter() throws SyntaxException {
    if (++depth > MAX_DEPTH) {
      throw new SyntaxException(peek().offset(), "nested deeper than " + MAX_DEPTH);
    }
  }

  private Token peek() {
    return tokens.get(next);
  }

  private boolean follows(int ahead, Token.Kind kind) {
    return next + ahead < tokens.size() && tokens.get(next + ahead).kind() == kind;
  }

  private Token take() {
    Token token = tokens.get(next);
    if (token.kind() != Token.Kind.END) {
      next++;
    } else {
      // The caller steps back before it complains.
      next++;
      tokens.add(token);
    }
    return token;
  }

  private boolean takes(String symbolOrWord) {
    boolean found = peek().is(symbolOrWord);
    next += found ? 1 : 0;
    return found;
  }

  private void expect(String symbol) throws SyntaxException {
    if (!takes(symbol)) {
      throw unexpected("'" + symbol + "'");
    }
  }

  private void end() throws SyntaxException {
    if (peek().kind() != Token.Kind.END) {
      throw unexpected("the end");
    }
  }

  private SyntaxException unexpected(String allowed) {
    return new SyntaxException(
        peek().offset(), "found " + peek().describe() + ", allowed " + allowed);
  }
}
