/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver.prometheus;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Takes one line of a page apart, from left to right. */
final class LineReader {
  private final String line;
  private int at;

  LineReader(String line) {
    this.line = line;
  }

  String name() throws IOException {
    int start = at;
    while (at < line.length() && isNamePart(line.charAt(at))) {
      at++;
    }
    if (at == start) {
      throw new IOException("found no name at column " + (at + 1));
    }
    return line.substring(start, at);
  }

  /** What stands in braces; empty if nothing does. */
  Map<String, String> labels() throws IOException {
    Map<String, String> labels = new LinkedHashMap<>();
    skipSpace();
    if (peek() != '{') {
      return labels;
    }
    at++;
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
        throw new IOException("found no } at column " + (at + 1));
      }
    }
    at++;
    return labels;
  }

  /** The next word, which may be a number. */
  String word() throws IOException {
    skipSpace();
    int start = at;
    while (at < line.length() && line.charAt(at) != ' ' && line.charAt(at) != '\t') {
      at++;
    }
    if (at == start) {
      throw new IOException("found no value at column " + (at + 1));
    }
    return line.substring(start, at);
  }

  boolean hasWord() {
    skipSpace();
    return at < line.length() && line.charAt(at) != '#';
  }

  boolean takeHash() {
    skipSpace();
    if (peek() != '#') {
      return false;
    }
    at++;
    return true;
  }

  private String quoted() throws IOException {
    expect('"');
    StringBuilder value = new StringBuilder();
    while (peek() != '"') {
      char character = take();
      if (character == '\\') {
        char escaped = take();
        value.append(escaped == 'n' ? '\n' : escaped);
      } else {
        value.append(character);
      }
    }
    at++;
    return value.toString();
  }

  private char take() throws IOException {
    if (at >= line.length()) {
      throw new IOException("found no closing quote");
    }
    return line.charAt(at++);
  }

  private char peek() {
    return at < line.length() ? line.charAt(at) : 0;
  }

  private void expect(char wanted) throws IOException {
    if (peek() != wanted) {
      throw new IOException("found no " + wanted + " at column " + (at + 1));
    }
    at++;
  }

  private void skipSpace() {
    while (peek() == ' ' || peek() == '\t') {
      at++;
    }
  }

  private static boolean isNamePart(char character) {
    return character == '_' || character == ':' || Character.isLetterOrDigit(character);
  }
}
