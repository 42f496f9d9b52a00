/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.redaction;

import com.google.re2j.Pattern;
import dev.braid.collector.processor.match.NameSet;
import dev.braid.config.Section;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Settings of the redaction processor.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/redactionprocessor">
 *     the processor whose keys these are</a>
 */
record RedactionSettings(Keys keys, Values values, Mask mask, String summary) {
  /** Which attributes stay, which stay whatever they hold, and whose values are masked. */
  record Keys(
      boolean allowAll,
      Set<String> allowed,
      NameSet ignored,
      List<Pattern> ignoredPatterns,
      List<Pattern> blocked) {}

  /** Which parts of values are masked, and which values never are. */
  record Values(List<Pattern> blocked, List<Pattern> allowed, boolean ofAllTypes) {}

  static RedactionSettings read(Section section) {
    Set<String> allowed = new HashSet<>(section.strings("allowed_keys"));
    allowed.addAll(Summary.OWN_KEYS);
    for (String key : List.of("url_sanitizer", "db_sanitizer")) {
      if (section.has(key)) {
        section.fault(
            key, "is not there in Braid; use blocked_values with an expression for what to mask");
      }
    }
    return new RedactionSettings(
        new Keys(
            section.bool("allow_all_keys", false),
            Set.copyOf(allowed),
            NameSet.read(section, "ignored_keys", NameSet.Kind.STRICT),
            patterns(section, "ignored_key_patterns"),
            patterns(section, "blocked_key_patterns")),
        new Values(
            patterns(section, "blocked_values"),
            patterns(section, "allowed_values"),
            section.bool("redact_all_types", false)),
        Mask.read(section),
        section.choice("summary", "silent", List.of("debug", "info", "silent")));
  }

  private static List<Pattern> patterns(Section section, String key) {
    return List.copyOf(NameSet.patterns(section, key, section.strings(key)));
  }

  boolean ignores(String key) {
    return keys.ignored().matches(key) || anyMatches(keys.ignoredPatterns(), key);
  }

  boolean removes(String key) {
    return !keys.allowAll() && !keys.allowed().contains(key);
  }

  boolean masksAllOf(String key) {
    return anyMatches(keys.blocked(), key);
  }

  boolean allowsValue(String value) {
    return anyMatches(values.allowed(), value);
  }

  /** {@code value} with everything masked that is blocked. */
  String masked(String value) {
    String result = value;
    for (Pattern pattern : values.blocked()) {
      result = mask.replace(pattern, result);
    }
    return result;
  }

  private static boolean anyMatches(List<Pattern> patterns, String text) {
    for (Pattern pattern : patterns) {
      if (pattern.matcher(text).find()) {
        return true;
      }
    }
    return false;
  }
}
