/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Regular expressions in RE2's syntax and globs, with Go's rules for replacements. */
final class Patterns {
  /** Patterns that are computed, not written, are compiled once as long as they are this few. */
  private static final int MAX_COMPUTED = 256;

  private static final Map<String, Pattern> COMPUTED = new ConcurrentHashMap<>();

  private Patterns() {}

  /**
   * The compiled pattern.
   *
   * @throws IllegalArgumentException which says what is wrong with it
   */
  static Pattern compile(String regex) {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "the pattern '" + regex + "' is no RE2 expression: " + e.getDescription());
    }
  }

  /** The compiled pattern of a text that was computed. */
  static Pattern computed(String regex) {
    Pattern known = COMPUTED.get(regex);
    if (known != null) {
      return known;
    }
    Pattern compiled;
    try {
      compiled = compile(regex);
    } catch (IllegalArgumentException e) {
      throw new EvaluationException(String.valueOf(e.getMessage()));
    }
    if (COMPUTED.size() < MAX_COMPUTED) {
      COMPUTED.put(regex, compiled);
    }
    return compiled;
  }

  /** A glob as a pattern for the whole text: {@code * ? [ab] [!ab] {a,b}}. */
  static String globToRegex(String glob) {
    StringBuilder regex = new StringBuilder("(?s)^");
    int alternatives = 0;
    for (int i = 0; i < glob.length(); i++) {
      char character = glob.charAt(i);
      switch (character) {
        case '*' -> regex.append(".*");
        case '?' -> regex.append('.');
        case '[' -> {
          regex.append('[');
          if (i + 1 < glob.length() && glob.charAt(i + 1) == '!') {
            regex.append('^');
            i++;
          }
        }
        case ']' -> regex.append(']');
        case '{' -> {
          regex.append("(?:");
          alternatives++;
        }
        case '}' -> {
          regex.append(')');
          alternatives--;
        }
        case ',' -> regex.append(alternatives > 0 ? "|" : ",");
        case '-' -> regex.append('-');
        case '\\' -> {
          i++;
          regex.append(i < glob.length() ? Pattern.quote(glob.substring(i, i + 1)) : "\\\\");
        }
        default -> regex.append(Pattern.quote(String.valueOf(character)));
      }
    }
    return regex.append('$').toString();
  }

  /** What to put in the place of a match, whose {@code replacement} is expanded. */
  interface Rewriter {
    String rewrite(String expanded);
  }

  /** {@code text} with each match replaced. */
  static String replaceAll(Pattern pattern, String text, String replacement, Rewriter rewriter) {
    Matcher matcher = pattern.matcher(text);
    StringBuilder result = new StringBuilder();
    int copied = 0;
    int lastEnd = -1;
    while (matcher.find()) {
      if (matcher.start() == matcher.end() && matcher.start() == lastEnd) {
        // Go takes no empty match right behind another match.
        continue;
      }
      result.append(text, copied, matcher.start());
      result.append(rewriter.rewrite(expand(matcher, replacement)));
      copied = matcher.end();
      lastEnd = copied;
    }
    return result.append(text, copied, text.length()).toString();
  }

  /** {@code $1}, {@code ${1}}, {@code $name}, {@code ${name}} and {@code $$}. */
  private static String expand(Matcher matcher, String template) {
    if (template.indexOf('$') < 0) {
      return template;
    }
    StringBuilder result = new StringBuilder();
    int at = 0;
    while (at < template.length()) {
      int dollar = template.indexOf('$', at);
      if (dollar < 0 || dollar + 1 == template.length()) {
        return result.append(template, at, template.length()).toString();
      }
      result.append(template, at, dollar);
      boolean braced = template.charAt(dollar + 1) == '{';
      int from = dollar + (braced ? 2 : 1);
      int to = from;
      while (to < template.length() && isWord(template.charAt(to))) {
        to++;
      }
      boolean closed = !braced || (to < template.length() && template.charAt(to) == '}');
      if (template.charAt(dollar + 1) == '$') {
        result.append('$');
        at = dollar + 2;
      } else if (to == from || !closed) {
        result.append('$');
        at = dollar + 1;
      } else {
        result.append(group(matcher, template.substring(from, to)));
        at = to + (braced ? 1 : 0);
      }
    }
    return result.toString();
  }

  private static String group(Matcher matcher, String name) {
    String content = null;
    if (name.chars().allMatch(Character::isDigit)) {
      int number = name.length() > 4 ? Integer.MAX_VALUE : Integer.parseInt(name);
      content = number <= matcher.groupCount() ? matcher.group(number) : null;
    } else if (matcher.pattern().namedGroups().containsKey(name)) {
      content = matcher.group(name);
    }
    return content == null ? "" : content;
  }

  private static boolean isWord(char character) {
    return character == '_' || Character.isLetterOrDigit(character);
  }
}
