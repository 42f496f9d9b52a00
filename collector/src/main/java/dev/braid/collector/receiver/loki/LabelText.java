/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver.loki;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Labels as Loki's clients write them: {@code {app="shop", env="a \"b\""}}. */
final class LabelText {
  private final String text;
  private int at;

  private LabelText(String text) {
    this.text = text;
  }

  /**
   * The labels in the order of the text.
   *
   * @throws IOException if it is none
   */
  static Map<String, String> parse(String text) throws IOException {
    return new LabelText(text).labels();
  }

  private Map<String, String> labels() throws IOException {
    Map<String, String> labels = new LinkedHashMap<>();
    expect('{');
    skipSpace();
    while (peek() != '}') {
      String name = name();
      skipSpace();
      expect('=');
      skipSpace();
      labels.put(name, quoted());
      skipSpace();
      if (peek() == ',') {
        at++;
        skipSpace();
      } else if (peek() != '}') {
        throw wrong("a comma or }");
      }
    }
    return labels;
  }

  private String name() throws IOException {
    if (peek() == '"') {
      return quoted();
    }
    int start = at;
    while (Character.isLetterOrDigit(peek()) || peek() == '_' || peek() == '.' || peek() == ':') {
      at++;
    }
    if (at == start) {
      throw wrong("a label's name");
    }
    return text.substring(start, at);
  }

  private String quoted() throws IOException {
    expect('"');
    StringBuilder value = new StringBuilder();
    while (peek() != '"') {
      char character = take();
      value.append(character == '\\' ? escaped() : character);
    }
    at++;
    return value.toString();
  }

  private char escaped() throws IOException {
    char character = take();
    return switch (character) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'a' -> 7;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'v' -> 11;
      case 'x' -> number(2, 16);
      case 'u' -> number(4, 16);
      case '"', '\\', '\'' -> character;
      default -> throw wrong("a known escape");
    };
  }

  private char number(int digits, int radix) throws IOException {
    try {
      char result = (char) Integer.parseInt(text.substring(at, at + digits), radix);
      at += digits;
      return result;
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      throw wrong(digits + " digits");
    }
  }

  private char take() throws IOException {
    if (at >= text.length()) {
      throw wrong("a closing quote");
    }
    return text.charAt(at++);
  }

  /** The next character; 0 at the end. */
  private char peek() throws IOException {
    if (at > text.length()) {
      throw wrong("more");
    }
    return at == text.length() ? 0 : text.charAt(at);
  }

  private void expect(char wanted) throws IOException {
    if (peek() != wanted) {
      throw wrong("'" + wanted + "'");
    }
    at++;
  }

  private void skipSpace() throws IOException {
    while (peek() == ' ' || peek() == '\t') {
      at++;
    }
  }

  private IOException wrong(String allowed) {
    return new IOException("labels: found something else at " + at + ", allowed " + allowed);
  }
}
