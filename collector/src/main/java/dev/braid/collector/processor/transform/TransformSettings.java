/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.transform;

import dev.braid.collector.ottl.Conditions;
import dev.braid.collector.ottl.ErrorMode;
import dev.braid.collector.ottl.OttlContext;
import dev.braid.collector.ottl.Source;
import dev.braid.collector.ottl.Statements;
import dev.braid.config.ConfigNode;
import dev.braid.config.Section;
import dev.braid.otlp.Signal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the transform processor's settings.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/transformprocessor">
 *     transformprocessor</a>
 */
final class TransformSettings {
  private static final String ERROR_MODE = "error_mode";
  private static final String CONDITIONS = "conditions";
  private static final String STATEMENTS = "statements";
  private static final String CONTEXT = "context";

  private final Section section;
  private final ErrorMode errorMode;

  private TransformSettings(Section section) {
    this.section = section;
    this.errorMode = errorMode(section, ErrorMode.IGNORE);
  }

  static TransformPlan read(Section section) {
    TransformSettings settings = new TransformSettings(section);
    Map<Signal, List<Group>> groups = new EnumMap<>(Signal.class);
    groups.put(Signal.TRACES, settings.groups(Signal.TRACES, "trace_statements"));
    groups.put(Signal.METRICS, settings.groups(Signal.METRICS, "metric_statements"));
    groups.put(Signal.LOGS, settings.groups(Signal.LOGS, "log_statements"));
    section.ignored("profile_statements", "there are no profiles here");
    if (section.bool("flatten_data", false)) {
      section.fault("flatten_data", "found true, allowed false: log records keep their resource");
    }
    return new TransformPlan(groups);
  }

  /** A list of statements, which is one group, or a list of groups. */
  private List<Group> groups(Signal signal, String key) {
    List<ConfigNode> items = section.items(key);
    List<ConfigNode> texts = new ArrayList<>();
    List<Group> groups = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      ConfigNode item = items.get(i);
      if (item.kind() == ConfigNode.Kind.MAPPING) {
        String path = section.pathOf(key) + "[" + i + "]";
        group(signal, Section.of(path, item, section.faults())).ifPresent(groups::add);
      } else {
        texts.add(item);
      }
    }
    if (!texts.isEmpty() && texts.size() < items.size()) {
      section.fault(key, "found statements beside groups, allowed only one kind");
    }
    if (!texts.isEmpty()) {
      Source source = new Source(section, signal);
      source
          .inferred(key, texts, List.of())
          .ifPresent(
              context ->
                  groups.add(
                      new Group(
                          statements(source, key, texts, context),
                          new Conditions(context),
                          errorMode)));
    }
    return groups;
  }

  private Optional<Group> group(Signal signal, Section group) {
    Source source = new Source(group, signal);
    List<ConfigNode> statements = group.items(STATEMENTS);
    List<ConfigNode> conditions = group.items(CONDITIONS);
    ErrorMode mode = errorMode(group, errorMode);
    Optional<OttlContext> context =
        group.has(CONTEXT)
            ? source.named(CONTEXT)
            : source.inferred(STATEMENTS, statements, conditions);
    group.rejectUnknownKeys();
    return context.map(
        known -> {
          Conditions list = new Conditions(known);
          source.each(CONDITIONS, conditions, list::add);
          return new Group(statements(source, STATEMENTS, statements, known), list, mode);
        });
  }

  private static Statements statements(
      Source source, String key, List<ConfigNode> nodes, OttlContext context) {
    Statements statements = new Statements(context);
    source.each(key, nodes, statements::add);
    return statements;
  }

  private static ErrorMode errorMode(Section section, ErrorMode fallback) {
    String written = section.choice(ERROR_MODE, "", ErrorMode.WRITTEN);
    return written.isEmpty() ? fallback : ErrorMode.valueOf(written.toUpperCase(Locale.ROOT));
  }
}
