/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.filter;

import dev.braid.collector.ottl.Conditions;
import dev.braid.collector.ottl.ErrorMode;
import dev.braid.collector.ottl.OttlContext;
import dev.braid.collector.ottl.Source;
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
 * Reads the filter processor's settings.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/filterprocessor">
 *     filterprocessor</a>
 */
final class FilterSettings {
  private static final String ERROR_MODE = "error_mode";
  private static final String CONDITIONS = "conditions";

  private final Section section;
  private final ErrorMode errorMode;

  private FilterSettings(Section section) {
    this.section = section;
    this.errorMode = errorMode(section, ErrorMode.IGNORE);
  }

  static FilterPlan read(Section section) {
    FilterSettings settings = new FilterSettings(section);
    Map<Signal, List<FilterRules>> rules = new EnumMap<>(Signal.class);
    rules.put(
        Signal.TRACES,
        settings.signal(
            Signal.TRACES,
            "traces",
            "trace_conditions",
            Map.of(
                "resource", OttlContext.RESOURCE,
                "span", OttlContext.SPAN,
                "spanevent", OttlContext.SPANEVENT)));
    rules.put(
        Signal.METRICS,
        settings.signal(
            Signal.METRICS,
            "metrics",
            "metric_conditions",
            Map.of(
                "resource", OttlContext.RESOURCE,
                "metric", OttlContext.METRIC,
                "datapoint", OttlContext.DATAPOINT)));
    rules.put(
        Signal.LOGS,
        settings.signal(
            Signal.LOGS,
            "logs",
            "log_conditions",
            Map.of("resource", OttlContext.RESOURCE, "log_record", OttlContext.LOG)));
    settings.replaced(section, "spans", "trace_conditions");
    section.ignored("profiles", "there are no profiles here");
    section.ignored("profile_conditions", "there are no profiles here");
    return new FilterPlan(rules);
  }

  private List<FilterRules> signal(
      Signal signal, String oldKey, String newKey, Map<String, OttlContext> contexts) {
    List<FilterRules> rules = new ArrayList<>();
    if (section.has(newKey)) {
      rules.addAll(conditions(signal, newKey));
    }
    if (section.has(oldKey)) {
      if (!rules.isEmpty()) {
        section.fault(oldKey, "found beside " + newKey + ", allowed one of them");
      }
      rules.addAll(byContext(signal, section.section(oldKey), newKey, contexts));
    }
    return rules;
  }

  /** {@code traces: {span: [...], spanevent: [...]}}, which is one step. */
  private List<FilterRules> byContext(
      Signal signal, Section old, String newKey, Map<String, OttlContext> contexts) {
    Map<OttlContext, Conditions> conditions = new EnumMap<>(OttlContext.class);
    Source source = new Source(old, signal);
    contexts.forEach(
        (key, context) -> {
          List<ConfigNode> nodes = old.items(key);
          if (!nodes.isEmpty()) {
            Conditions list = new Conditions(context);
            source.each(key, nodes, list::add);
            conditions.put(context, list);
          }
        });
    if (signal != Signal.TRACES) {
      replaced(old, "include", newKey);
      replaced(old, "exclude", newKey);
    }
    if (signal == Signal.METRICS) {
      replaced(old, "regexp", newKey);
    }
    return conditions.isEmpty() ? List.of() : List.of(new FilterRules(conditions, errorMode));
  }

  private void replaced(Section holder, String key, String replacement) {
    if (holder.has(key)) {
      holder.fault(key, "is the old way to match, allowed OTTL conditions under " + replacement);
    }
  }

  /** A list of conditions, which is one step, or of groups, each of which is one. */
  private List<FilterRules> conditions(Signal signal, String key) {
    List<ConfigNode> items = section.items(key);
    List<ConfigNode> texts = new ArrayList<>();
    List<FilterRules> groups = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      ConfigNode item = items.get(i);
      if (item.kind() == ConfigNode.Kind.MAPPING) {
        String path = section.pathOf(key) + "[" + i + "]";
        groups.add(group(signal, Section.of(path, item, section.faults())));
      } else {
        texts.add(item);
      }
    }
    if (!texts.isEmpty() && !groups.isEmpty()) {
      section.fault(key, "found conditions beside groups, allowed only one kind");
    }
    if (!texts.isEmpty()) {
      groups.add(new FilterRules(inferred(new Source(section, signal), key, texts), errorMode));
    }
    return groups;
  }

  private FilterRules group(Signal signal, Section group) {
    Source source = new Source(group, signal);
    List<ConfigNode> nodes = group.items(CONDITIONS);
    ErrorMode mode = errorMode(group, errorMode);
    Optional<OttlContext> context = source.named("context");
    Map<OttlContext, Conditions> conditions = new EnumMap<>(OttlContext.class);
    if (context.isPresent()) {
      Conditions list = new Conditions(context.get());
      source.each(CONDITIONS, nodes, list::add);
      conditions.put(context.get(), list);
    } else if (!group.has("context")) {
      conditions.putAll(inferred(source, CONDITIONS, nodes));
    }
    group.rejectUnknownKeys();
    return new FilterRules(conditions, mode);
  }

  /** Each condition has a context of its own, which its paths name. */
  private static Map<OttlContext, Conditions> inferred(
      Source source, String key, List<ConfigNode> nodes) {
    Map<OttlContext, Conditions> conditions = new EnumMap<>(OttlContext.class);
    for (ConfigNode node : nodes) {
      source
          .inferred(key, List.of(), List.of(node))
          .ifPresent(
              context -> {
                Conditions list = conditions.computeIfAbsent(context, Conditions::new);
                source.each(key, List.of(node), list::add);
              });
    }
    return conditions;
  }

  private static ErrorMode errorMode(Section section, ErrorMode fallback) {
    String written = section.choice(ERROR_MODE, "", ErrorMode.WRITTEN);
    return written.isEmpty() ? fallback : ErrorMode.valueOf(written.toUpperCase(Locale.ROOT));
  }
}
