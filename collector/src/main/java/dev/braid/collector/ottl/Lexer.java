/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

import java.util.ArrayList;
import java.util.List;

/** Cuts a statement into tokens. One use. */
final class Lexer {
  private static final String SYMBOLS = "()[]{},.:+-*/=";

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Lexer(String text) {
    this.text = text;
  }

  static List<Token> tokens(String text) throws SyntaxException {
    Lexer lexer = new Lexer(text);
    while (lexer.next()) {
      // Each call adds one token.
    }
    lexer.tokens.add(new Token(Token.Kind.END, "", text.length()));
    return lexer.tokens;
  }

  private boolean next() throws SyntaxException {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    if (at == text.length()) {
      return false;
    }
    char first = text.charAt(at);
    if (first == '"') {
      string();
    } else if (isDigit(first) || (first == '.' && at + 1 < text.length() && isDigit(peek(1)))) {
      number();
    } else if (isNamePart(first)) {
      int start = at;
      skipName();
      add(Token.Kind.NAME, start);
    } else {
      symbol(first);
    }
    return true;
  }

  private void symbol(char first) throws SyntaxException {
    int start = at;
    boolean isPair = at + 1 < text.length() && peek(1) == '=' && "=!<>".indexOf(first) >= 0;
    if (isPair || first == '<' || first == '>') {
      at += isPair ? 2 : 1;
      add(Token.Kind.COMPARISON, start);
    } else if (SYMBOLS.indexOf(first) >= 0) {
      at++;
      add(Token.Kind.SYMBOL, start);
    } else {
      throw new SyntaxException(at, "found '" + first + "', which no statement contains");
    }
  }

  private void number() {
    int start = at;
    if (text.startsWith("0x", at) && at + 2 < text.length() && isHex(peek(2))) {
      at += 2;
      while (at < text.length() && isHex(peek(0))) {
        at++;
      }
      add(Token.Kind.BYTES, start);
      return;
    }
    skipDigits();
    if (at == text.length() || peek(0) != '.') {
      add(Token.Kind.INT, start);
      return;
    }
    at++;
    skipDigits();
    if (at < text.length() && (peek(0) == 'e' || peek(0) == 'E')) {
      int sign = at + 1 < text.length() && "+-".indexOf(peek(1)) >= 0 ? 1 : 0;
      if (at + 1 + sign < text.length() && isDigit(peek(1 + sign))) {
        at += 1 + sign;
        skipDigits();
      }
    }
    add(Token.Kind.FLOAT, start);
  }

  private void string() throws SyntaxException {
    int start = at++;
    StringBuilder content = new StringBuilder();
    while (at < text.length() && peek(0) != '"') {
      if (peek(0) == '\\') {
        escape(content);
      } else {
        content.append(text.charAt(at++));
      }
    }
    if (at == text.length()) {
      throw new SyntaxException(start, "found a text without its closing quote");
    }
    at++;
    tokens.add(new Token(Token.Kind.STRING, content.toString(), start));
  }

  /** The escapes of Go's string literals. */
  private void escape(StringBuilder target) throws SyntaxException {
    int start = at++;
    char code = at < text.length() ? text.charAt(at++) : ' ';
    int plain = "abfnrtv\\\"'".indexOf(code);
    if (plain >= 0) {
      target.append("\u0007\b\f\n\r\t\u000b\\\"'".charAt(plain));
      return;
    }
    int digits = code == 'x' ? 2 : code == 'u' ? 4 : code == 'U' ? 8 : 0;
    if (digits == 0 || at + digits > text.length()) {
      throw new SyntaxException(
          start, "found the escape '\\" + code + "'; a backslash is written '\\\\'");
    }
    try {
      target.appendCodePoint(Integer.parseInt(text.substring(at, at + digits), 16));
    } catch (IllegalArgumentException e) {
      throw new SyntaxException(start, "found an escape that is no character");
    }
    at += digits;
  }

  private void skipDigits() {
    while (at < text.length() && isDigit(peek(0))) {
      at++;
    }
  }

  private void skipName() {
    while (at < text.length() && isNamePart(peek(0))) {
      at++;
    }
  }

  private void add(Token.Kind kind, int start) {
    tokens.add(new Token(kind, text.substring(start, at), start));
  }

  private char peek(int ahead) {
    return text.charAt(at + ahead);
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }

  private static boolean isHex(char character) {
    return Character.digit(character, 16) >= 0 && character < 128;
  }

  private static boolean isNamePart(char character) {
    return character < 128 && (Character.isLetterOrDigit(character) || character == '_');
  }
}
