/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.db;

import java.util.Locale;

/**
 * Reads SQL once, token by token, and writes it without literals and comments; {@link SqlSummary}
 * listens to the words. It knows no dialect and never fails: a text that is no SQL loses its quoted
 * strings and numbers, too. In doubt a token is a literal, as a leaked value is worse than a lost
 * name.
 *
 * <p>Bounds: the text is cut at {@link #MAX_TEXT} characters. Not thread safe; one per text.
 */
final class SqlSanitizer {
  /** Two thirds of the ring's largest common item; longer text helps no reader. */
  static final int MAX_TEXT = 4_096;

  private final String sql;
  private final StringBuilder out;
  private final SqlSummary summary = new SqlSummary();
  private int at;
  private boolean isSpaceDue;

  /** The last significant character, which tells whether a double-quoted token is a string. */
  private char before;

  private String lastWord = "";

  private SqlSanitizer(String sql) {
    this.sql = sql;
    this.out = new StringBuilder(Math.min(sql.length(), MAX_TEXT) + 16);
  }

  static SqlInfo sanitize(String sql) {
    SqlSanitizer sanitizer = new SqlSanitizer(sql);
    while (sanitizer.at < sql.length() && sanitizer.out.length() < MAX_TEXT) {
      sanitizer.next();
    }
    if (sanitizer.out.length() > MAX_TEXT) {
      sanitizer.out.setLength(MAX_TEXT);
    }
    return sanitizer.summary.toInfo(sanitizer.out.toString());
  }

  private void next() {
    char c = sql.charAt(at);
    if (Character.isWhitespace(c)) {
      at++;
      isSpaceDue = out.length() > 0;
    } else if (c == '-' && peek(1) == '-') {
      skipTo("\n");
    } else if (c == '/' && peek(1) == '*') {
      skipTo("*/");
    } else if (c == '\'') {
      literal(endOfQuoted('\''));
    } else if (c == '"') {
      doubleQuoted();
    } else if (c == '`' || c == '[' && isBracketName()) {
      name(c == '`' ? endOfQuoted('`') : sql.indexOf(']', at) + 1);
    } else if (c == '$' && dollarTag() > 0) {
      skipDollarQuoted();
    } else if (isDigit(c) || c == '.' && isDigit(peek(1)) && !isNamePart(before)) {
      literal(endOfNumber());
    } else if (isNameStart(c) || c == '$') { // $1 is a parameter
      word();
    } else {
      symbol(c);
    }
  }

  private void word() {
    int end = at + 1;
    while (end < sql.length() && isNamePart(sql.charAt(end))) {
      end++;
    }
    if (end < sql.length() && sql.charAt(end) == '\'' && end - at <= 2) {
      literal(endOfQuoted('\'')); // N'text', E'text', x'00', U&'text'
      return;
    }
    String word = sql.substring(at, end);
    emit(word);
    at = end;
    before = 'a';
    lastWord = word.toUpperCase(Locale.ROOT);
    summary.word(word, lastWord);
  }

  /** A double-quoted token is a name, unless it stands where only a value makes sense. */
  private void doubleQuoted() {
    int end = endOfQuoted('"');
    boolean isValue =
        "=<>(!+*/|%".indexOf(before) >= 0 && before != 0
            || before == ',' && summary.isInValues()
            || before == 'a' && isBeforeValue();
    if (isValue) {
      literal(end);
    } else {
      name(end);
    }
  }

  private boolean isBeforeValue() {
    switch (lastWord) {
      case "LIKE":
      case "ILIKE":
      case "BETWEEN":
      case "REGEXP":
      case "RLIKE":
      case "MATCH":
        return true;
      case "AND": // BETWEEN "a" AND "b"
        return out.length() > 0 && out.indexOf("BETWEEN") >= 0;
      default:
        return false;
    }
  }

  private void name(int end) {
    String quoted = sql.substring(at, end);
    emit(quoted);
    at = end;
    before = 'a';
    lastWord = "";
    summary.quotedName(
        quoted.length() < 2 ? quoted : quoted.substring(1, Math.max(1, quoted.length() - 1)));
  }

  private void literal(int end) {
    at = end;
    if (before == '-' || before == '+') {
      dropSign();
    }
    if (isRepeated()) {
      isSpaceDue = false;
      out.setLength(out.lastIndexOf(","));
    } else {
      emit("?");
    }
    before = '?';
    lastWord = "";
    summary.value();
  }

  /** {@code = -5} is one literal, {@code a - 5} is not. */
  private void dropSign() {
    int i = out.length() - 2;
    while (i >= 0 && out.charAt(i) == ' ') {
      i--;
    }
    if (i >= 0 && "=<>(,".indexOf(out.charAt(i)) >= 0) {
      out.setLength(out.length() - 1);
      before = out.charAt(i);
    }
  }

  /** In a list of IN, {@code ?, ?} becomes one: the number of values makes no new statement. */
  private boolean isRepeated() {
    return before == ',' && summary.isInList() && endsWithValueAndComma();
  }

  private boolean endsWithValueAndComma() {
    int comma = out.lastIndexOf(",");
    return comma > 0 && out.charAt(comma - 1) == '?';
  }

  private void symbol(char c) {
    if (c == '?' && isRepeated()) { // a parameter in a list of IN
      at++;
      literal(at);
      return;
    }
    if (c == ')' || c == ',' || c == ';') {
      isSpaceDue = false;
    }
    emit(c);
    at++;
    before = c;
    if (c != '(') {
      lastWord = "";
    }
    summary.symbol(c);
  }

  private void emit(String token) {
    space();
    out.append(token);
  }

  private void emit(char c) {
    space();
    out.append(c);
  }

  private void space() {
    if (isSpaceDue) {
      out.append(' ');
      isSpaceDue = false;
    }
  }

  private void skipTo(String end) {
    int found = sql.indexOf(end, at + 2);
    at = found < 0 ? sql.length() : found + end.length();
    isSpaceDue = out.length() > 0;
  }

  /** The index after the closing quote; a doubled quote and a backslash do not close. */
  private int endOfQuoted(char quote) {
    int i = sql.indexOf(quote, at) + 1;
    while (i < sql.length()) {
      char c = sql.charAt(i);
      if (c == '\\' && quote != '`') {
        i++;
      } else if (c == quote) {
        if (i + 1 >= sql.length() || sql.charAt(i + 1) != quote) {
          return i + 1;
        }
        i++;
      }
      i++;
    }
    return sql.length();
  }

  private int endOfNumber() {
    int i = at + 1;
    while (i < sql.length()) {
      char c = sql.charAt(i);
      boolean isExponentSign =
          (c == '-' || c == '+') && (sql.charAt(i - 1) == 'e' || sql.charAt(i - 1) == 'E');
      if (!isNamePart(c) && c != '.' && !isExponentSign) {
        break;
      }
      i++;
    }
    return i;
  }

  /** {@code [name]} of SQL Server, not an array's index. */
  private boolean isBracketName() {
    return isNameStart(peek(1))
        && before != ']'
        && sql.indexOf(']', at) > 0
        && !isNamePart(behind());
  }

  private char behind() {
    return at == 0 ? ' ' : sql.charAt(at - 1);
  }

  /** The length of PostgreSQL's {@code $tag$}, 0 if there is none here. */
  private int dollarTag() {
    int i = at + 1;
    while (i < sql.length() && isNamePart(sql.charAt(i)) && sql.charAt(i) != '$') {
      i++;
    }
    boolean isTag = i < sql.length() && sql.charAt(i) == '$' && !isDigit(peek(1));
    return isTag ? i + 1 - at : 0;
  }

  private void skipDollarQuoted() {
    String tag = sql.substring(at, at + dollarTag());
    int end = sql.indexOf(tag, at + tag.length());
    literal(end < 0 ? sql.length() : end + tag.length());
  }

  private char peek(int offset) {
    return at + offset < sql.length() ? sql.charAt(at + offset) : ' ';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNameStart(char c) {
    return Character.isLetter(c) || c == '_' || c == '#' || c == '@' || c == ':';
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '#' || c == '@';
  }
}
