/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.probabilisticsampler;

import java.util.ArrayList;
import java.util.List;

/**
 * A W3C trace state with OpenTelemetry's sampling values in its member {@code ot}: {@code
 * ot=th:8;rv:1234567890abcd,vendor=x}. Mutable; one thread.
 */
final class SamplingTraceState {
  // The limits of https://www.w3.org/TR/trace-context/#tracestate-header
  private static final int MAX_LENGTH = 1024;
  private static final int MAX_MEMBERS = 32;
  private static final int MAX_VALUE_LENGTH = 256;

  private final List<String> members = new ArrayList<>();
  private final List<String> others = new ArrayList<>();
  private boolean valid = true;
  private long threshold = Threshold.NONE;
  private long randomness = Threshold.NONE;

  private SamplingTraceState() {}

  static SamplingTraceState parse(String text) {
    SamplingTraceState state = new SamplingTraceState();
    state.read(text);
    return state;
  }

  private void read(String text) {
    String[] parts = text.split(",", -1);
    valid = text.length() <= MAX_LENGTH && parts.length <= MAX_MEMBERS;
    for (int i = 0; i < parts.length && valid; i++) {
      String member = trim(parts[i]);
      int equals = member.indexOf('=');
      if (member.isEmpty()) {
        continue;
      }
      valid = equals > 0 && isKey(member.substring(0, equals)) && isValue(member, equals + 1);
      if (valid && member.startsWith("ot=")) {
        readOwn(member.substring(3));
      } else {
        members.add(member);
      }
    }
  }

  private void readOwn(String value) {
    for (String pair : value.split(";", -1)) {
      int colon = pair.indexOf(':');
      if (colon < 1 || !isOwnPair(pair, colon)) {
        valid = false;
        return;
      }
      String content = pair.substring(colon + 1);
      switch (pair.substring(0, colon)) {
        case "th" -> {
          threshold = Threshold.parse(content);
          valid &= threshold != Threshold.NONE;
        }
        case "rv" -> {
          randomness = Threshold.parseRandomness(content);
          valid &= randomness != Threshold.NONE;
        }
        default -> others.add(pair);
      }
    }
  }

  private static boolean isOwnPair(String pair, int colon) {
    for (int i = 0; i < pair.length(); i++) {
      char c = pair.charAt(i);
      boolean fits =
          i < colon
              ? isLower(c) || (i > 0 && isDigit(c))
              : i == colon
                  || isLower(c)
                  || isDigit(c)
                  || (c >= 'A' && c <= 'Z')
                  || c == '.'
                  || c == '_'
                  || c == '-';
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static boolean isKey(String key) {
    int at = key.indexOf('@');
    if (at >= 0) {
      String system = key.substring(at + 1);
      return at > 0
          && !system.isEmpty()
          && (isLower(key.charAt(0)) || isDigit(key.charAt(0)))
          && isLower(system.charAt(0))
          && key.substring(0, at).chars().allMatch(SamplingTraceState::isOfKey)
          && system.chars().allMatch(SamplingTraceState::isOfKey);
    }
    return isLower(key.charAt(0)) && key.chars().allMatch(SamplingTraceState::isOfKey);
  }

  private static boolean isOfKey(int c) {
    return isLower(c) || isDigit(c) || c == '_' || c == '-' || c == '*' || c == '/';
  }

  private static boolean isValue(String member, int from) {
    int length = member.length() - from;
    if (length < 1 || length > MAX_VALUE_LENGTH) {
      return false;
    }
    return member.chars().skip(from).allMatch(c -> c >= ' ' && c <= '~' && c != '=' && c != ',');
  }

  private static boolean isLower(int c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static String trim(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (from < to && isBlank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /** Whether the whole keeps to the rules; if not, nothing of it counts. */
  boolean isValid() {
    return valid;
  }

  long threshold() {
    return threshold;
  }

  long randomness() {
    return randomness;
  }

  void setThreshold(long value) {
    threshold = value;
  }

  void setRandomness(long value) {
    randomness = value;
  }

  /** The text, sampling values first. */
  @Override
  public String toString() {
    List<String> own = new ArrayList<>();
    if (randomness != Threshold.NONE) {
      own.add("rv:" + Threshold.formatRandomness(randomness));
    }
    String th = threshold == Threshold.NONE ? null : Threshold.format(threshold);
    if (th != null) {
      own.add("th:" + th);
    }
    own.addAll(others);
    List<String> all = new ArrayList<>();
    if (!own.isEmpty()) {
      all.add("ot=" + String.join(";", own));
    }
    all.addAll(members);
    return String.join(",", all);
  }
}
