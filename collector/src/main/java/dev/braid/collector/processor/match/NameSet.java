/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.match;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.braid.config.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Names to match, exactly or by regular expression anywhere in the name, in RE2's syntax as the
 * OpenTelemetry Collector has it.
 */
public record NameSet(Set<String> exact, List<Pattern> patterns) {
  /** What {@code match_type} says. */
  public enum Kind {
    STRICT,
    REGEXP;

    /** Reads {@code match_type}, which has to be there, and its {@code regexp} options. */
    public static Kind read(Section section) {
      section.ignored("regexp", "names are matched without a cache");
      if (section.optionalString("match_type") == null) {
        section.fault("match_type", "found nothing, allowed strict or regexp");
        return STRICT;
      }
      return section.choice("match_type", "strict", List.of("strict", "regexp")).equals("regexp")
          ? REGEXP
          : STRICT;
    }
  }

  public NameSet {
    exact = Set.copyOf(exact);
    patterns = List.copyOf(patterns);
  }

  /** Reads the list of texts at {@code key}. */
  public static NameSet read(Section section, String key, Kind kind) {
    return of(section, key, section.strings(key), kind);
  }

  /** The set of {@code names}, which {@code section} has at {@code key}. */
  public static NameSet of(Section section, String key, List<String> names, Kind kind) {
    return kind == Kind.STRICT
        ? new NameSet(Set.copyOf(names), List.of())
        : new NameSet(Set.of(), patterns(section, key, names));
  }

  /** Compiles each of {@code expressions}; a fault for one that is none. */
  public static List<Pattern> patterns(Section section, String key, List<String> expressions) {
    List<Pattern> patterns = new ArrayList<>();
    for (String expression : expressions) {
      try {
        patterns.add(Pattern.compile(expression));
      } catch (PatternSyntaxException e) {
        section.fault(
            key,
            "found '" + expression + "', allowed a regular expression (RE2): " + e.getMessage());
      }
    }
    return patterns;
  }

  public boolean isEmpty() {
    return exact.isEmpty() && patterns.isEmpty();
  }

  /** Whether {@code name} is one of these. */
  public boolean matches(String name) {
    if (exact.contains(name)) {
      return true;
    }
    for (Pattern pattern : patterns) {
      if (pattern.matcher(name).find()) {
        return true;
      }
    }
    return false;
  }
}
