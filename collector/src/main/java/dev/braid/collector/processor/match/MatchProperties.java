/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.match;

import dev.braid.config.Section;
import dev.braid.otlp.AnyValueView;
import dev.braid.otlp.Fields;
import dev.braid.otlp.Signal;
import dev.braid.otlp.edit.EditCursor;
import dev.braid.otlp.edit.EditableMessage;
import dev.braid.otlp.edit.Key;
import java.util.List;
import java.util.Optional;

/**
 * What a span, log record or metric must have to be included or excluded: all that is given here.
 * For metrics only the name counts.
 *
 * @param names span names, log bodies and metric names
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/internal/filter/filterconfig/config.go">
 *     the settings whose keys these are</a>
 */
public record MatchProperties(
    Names names, Severity severity, List<AttributeMatch> attributes, Surroundings surroundings) {
  /** Empty sets match everything. */
  record Names(
      NameSet spans, NameSet spanKinds, NameSet logBodies, NameSet severityTexts, NameSet metrics) {
    private boolean isEmpty() {
      return spans.isEmpty()
          && spanKinds.isEmpty()
          && logBodies.isEmpty()
          && severityTexts.isEmpty()
          && metrics.isEmpty();
    }
  }

  /** The least severity number of a log record; {@code given} is false for any. */
  record Severity(boolean given, int min, boolean matchesUndefined) {
    private boolean matches(long number) {
      return !given || (number == 0 ? matchesUndefined : number >= min);
    }
  }

  /** What stands above the item. */
  record Surroundings(
      NameSet services, List<AttributeMatch> resources, List<LibraryMatch> libraries) {}

  private static final Key SERVICE_NAME = Key.of("service.name");
  private static final String NO_SERVICE = "<nil-service-name>";
  private static final int MAX_SEVERITY = 24;
  private static final List<String> KINDS =
      List.of(
          "SPAN_KIND_UNSPECIFIED",
          "SPAN_KIND_INTERNAL",
          "SPAN_KIND_SERVER",
          "SPAN_KIND_CLIENT",
          "SPAN_KIND_PRODUCER",
          "SPAN_KIND_CONSUMER");

  /** Reads the mapping at {@code key}; empty if there is none. */
  public static Optional<MatchProperties> read(Section parent, String key) {
    if (!parent.has(key)) {
      return Optional.empty();
    }
    Section section = parent.section(key);
    NameSet.Kind kind = NameSet.Kind.read(section);
    NameSet spanKinds = NameSet.read(section, "span_kinds", kind);
    MatchProperties properties =
        new MatchProperties(
            new Names(
                NameSet.read(section, "span_names", kind),
                spanKinds,
                NameSet.read(section, "log_bodies", kind),
                NameSet.read(section, "log_severity_texts", kind),
                NameSet.read(section, "metric_names", kind)),
            readSeverity(section),
            AttributeMatch.read(section, "attributes", kind),
            new Surroundings(
                NameSet.read(section, "services", kind),
                AttributeMatch.read(section, "resources", kind),
                LibraryMatch.read(section, "libraries", kind)));
    for (String name : spanKinds.exact()) {
      if (!KINDS.subList(1, KINDS.size()).contains(name)) {
        section.fault("span_kinds", "found '" + name + "', allowed " + String.join(", ", KINDS));
      }
    }
    if (properties.isEmpty()) {
      parent.fault(
          key,
          "found nothing to match, allowed services, span_names, span_kinds, log_bodies,"
              + " log_severity_texts, log_severity_number, metric_names, attributes, resources or"
              + " libraries");
    }
    return Optional.of(properties);
  }

  private static Severity readSeverity(Section parent) {
    boolean given = parent.has("log_severity_number");
    Section section = parent.section("log_severity_number");
    return new Severity(
        given, section.integer("min", 0, 0, MAX_SEVERITY), section.bool("match_undefined", false));
  }

  private boolean isEmpty() {
    return names.isEmpty()
        && !severity.given()
        && attributes.isEmpty()
        && surroundings.services().isEmpty()
        && surroundings.resources().isEmpty()
        && surroundings.libraries().isEmpty();
  }

  /**
   * Refuses what means nothing for {@code signal}, which only a pipeline tells.
   *
   * @throws IllegalArgumentException if there is such a property
   */
  public void requireFor(String component, Signal signal) {
    boolean ofSpans =
        !names.spans().isEmpty()
            || !names.spanKinds().isEmpty()
            || !surroundings.services().isEmpty();
    boolean ofLogs =
        !names.logBodies().isEmpty() || !names.severityTexts().isEmpty() || severity.given();
    if (signal == Signal.LOGS && ofSpans) {
      throw new IllegalArgumentException(
          component + ": services, span_names and span_kinds mean nothing in a logs pipeline");
    }
    if (signal == Signal.TRACES && ofLogs) {
      throw new IllegalArgumentException(
          component
              + ": log_bodies, log_severity_texts and log_severity_number mean nothing in a traces"
              + " pipeline");
    }
  }

  /** Whether the item on which {@code at} stands has all of it. */
  public boolean matches(EditCursor at) {
    return switch (at.signal()) {
      case TRACES -> matchesSpan(at) && matchesAround(at, Fields.Span.ATTRIBUTES);
      case LOGS -> matchesLog(at.item()) && matchesAround(at, Fields.LogRecord.ATTRIBUTES);
      case METRICS -> names.metrics().matches(at.item().text(Fields.Metric.NAME));
    };
  }

  /** Whether it says anything about metrics: without names, nothing is left out. */
  boolean appliesTo(Signal signal) {
    return signal != Signal.METRICS || !names.metrics().isEmpty();
  }

  private boolean matchesSpan(EditCursor at) {
    EditableMessage span = at.item();
    return (surroundings.services().isEmpty() || surroundings.services().matches(service(at)))
        && matches(names.spans(), span, Fields.Span.NAME)
        && (names.spanKinds().isEmpty()
            || names.spanKinds().matches(kind(span.number(Fields.Span.KIND))));
  }

  private boolean matchesLog(EditableMessage log) {
    return severity.matches(log.number(Fields.LogRecord.SEVERITY_NUMBER))
        && matches(names.severityTexts(), log, Fields.LogRecord.SEVERITY_TEXT)
        && (names.logBodies().isEmpty() || names.logBodies().matches(body(log)));
  }

  private boolean matchesAround(EditCursor at, int attributesField) {
    for (LibraryMatch library : surroundings.libraries()) {
      if (!library.matches(at.scope())) {
        return false;
      }
    }
    return AttributeMatch.allMatch(
            surroundings.resources(), at.resource().attributes(Fields.Resource.ATTRIBUTES))
        && AttributeMatch.allMatch(attributes, at.item().attributes(attributesField));
  }

  private static boolean matches(NameSet set, EditableMessage message, int field) {
    return set.isEmpty() || set.matches(message.text(field));
  }

  private static String service(EditCursor at) {
    AnyValueView name = at.resource().attributes(Fields.Resource.ATTRIBUTES).get(SERVICE_NAME);
    return name == null ? NO_SERVICE : name.asText();
  }

  private static String kind(long number) {
    return number >= 0 && number < KINDS.size() ? KINDS.get((int) number) : "";
  }

  private static String body(EditableMessage log) {
    AnyValueView body = new AnyValueView();
    var bytes = log.bytes(Fields.LogRecord.BODY);
    body.wrap(bytes.array(), bytes.offset(), bytes.length());
    return body.asText();
  }
}
