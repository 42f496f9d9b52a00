/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.redaction;

import dev.braid.otlp.AnyValueView;
import dev.braid.otlp.edit.AnyValue;
import dev.braid.otlp.edit.EditableAttributes;
import dev.braid.otlp.edit.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was done to one set of attributes or one body, to be told in attributes. One thread. */
final class Summary {
  private static final String[] OUTCOMES = {"redacted", "masked", "allowed", "ignored"};

  /** The attributes in which this is told: a second processor does not remove them. */
  static final Set<String> OWN_KEYS =
      Stream.of("redaction.", "redaction.body.")
          .flatMap(
              prefix ->
                  Stream.of(OUTCOMES)
                      .flatMap(outcome -> Stream.of(".keys", ".count").map(outcome::concat))
                      .map(prefix::concat))
          .collect(Collectors.toUnmodifiableSet());

  final List<String> redacted = new ArrayList<>();
  final List<String> masked = new ArrayList<>();
  final List<String> allowed = new ArrayList<>();
  final List<String> ignored = new ArrayList<>();

  /** Puts it into {@code attributes}: with {@code info} the counts, with {@code debug} the keys. */
  void write(EditableAttributes attributes, String prefix, String level) {
    if (level.equals("silent")) {
      return;
    }
    List<List<String>> outcomes = List.of(redacted, masked, allowed, ignored);
    for (int i = 0; i < OUTCOMES.length; i++) {
      List<String> keys = outcomes.get(i);
      if (keys.isEmpty()) {
        continue;
      }
      long count = keys.size();
      if (level.equals("debug") && keys != ignored) {
        writeKeys(attributes, Key.of(prefix + OUTCOMES[i] + ".keys"), keys);
      }
      Key counter = Key.of(prefix + OUTCOMES[i] + ".count");
      AnyValueView before = attributes.get(counter);
      if (before != null && before.kind() == AnyValueView.Kind.INT) {
        count += before.longValue();
      }
      attributes.put(counter, AnyValue.of(count));
    }
  }

  private static void writeKeys(EditableAttributes attributes, Key name, List<String> keys) {
    List<String> all = new ArrayList<>(keys);
    AnyValueView before = attributes.get(name);
    if (before != null
        && before.kind() == AnyValueView.Kind.STRING
        && !before.content().isEmpty()) {
      all.addAll(List.of(before.asText().split(",", -1)));
    }
    attributes.put(name, AnyValue.of(all.stream().sorted().collect(Collectors.joining(","))));
  }
}
