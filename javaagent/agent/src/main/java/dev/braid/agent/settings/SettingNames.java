/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.settings;

import dev.braid.config.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The names that are settings, to tell a misspelled one. {@code NearestName}, the only class of
 * otel-config here, is loaded when there is one.
 */
final class SettingNames {
  /** More lines than this hide the one that matters. */
  private static final int MAX_WARNINGS = 20;

  private static final String INSTRUMENTATION = "otel.instrumentation.";

  /** Followed. docs/agent-settings.md lists them with their defaults. */
  static final String[] KNOWN = {
    "braid.resource.detectors",
    "braid.shutdown.timeout",
    "otel.attribute.count.limit",
    "otel.attribute.value.length.limit",
    "otel.blrp.max.export.batch.size",
    "otel.blrp.schedule.delay",
    "otel.bsp.max.export.batch.size",
    "otel.bsp.schedule.delay",
    "otel.config.file",
    "otel.experimental.config.file",
    "otel.exporter.otlp.certificate",
    "otel.exporter.otlp.client.certificate",
    "otel.exporter.otlp.client.key",
    "otel.exporter.otlp.compression",
    "otel.exporter.otlp.endpoint",
    "otel.exporter.otlp.headers",
    "otel.exporter.otlp.protocol",
    "otel.exporter.otlp.timeout",
    "otel.instrumentation.common.default-enabled",
    "otel.java.global-autoconfigure.enabled",
    "otel.javaagent.configuration-file",
    "otel.javaagent.debug",
    "otel.javaagent.enabled",
    "otel.logrecord.attribute.count.limit",
    "otel.logrecord.attribute.value.length.limit",
    "otel.logs.exporter",
    "otel.metric.export.interval",
    "otel.metrics.exporter",
    "otel.propagators",
    "otel.resource.attributes",
    "otel.resource.disabled.keys",
    "otel.sdk.disabled",
    "otel.semconv.stability.opt-in",
    "otel.service.name",
    "otel.span.attribute.count.limit",
    "otel.span.attribute.value.length.limit",
    "otel.span.event.count.limit",
    "otel.span.link.count.limit",
    "otel.traces.exporter",
    "otel.traces.sampler",
    "otel.traces.sampler.arg",
  };

  private static final String[] SIGNALS = {"traces", "metrics", "logs"};

  private static final String[] PER_SIGNAL = {
    "certificate",
    "client.certificate",
    "client.key",
    "compression",
    "endpoint",
    "headers",
    "protocol",
    "timeout",
  };

  /** Libraries whose log events can bring attributes. */
  private static final String[] LOG_LIBRARIES = {"log4j-appender", "logback-appender"};

  private static final String[] LOG_CAPTURES = {
    "-log-attributes",
    ".capture-key-value-pair-attributes",
    ".capture-marker-attribute",
    ".capture-mdc-attributes",
  };

  /** OpenTelemetry's, without effect here: name and reason in turn. */
  private static final String[] WITHOUT_EFFECT = {
    "otel.blrp.export.timeout", "the exporter's timeout bounds a request",
    "otel.blrp.max.queue.size", "one ring of 4096 items holds all signals",
    "otel.bsp.export.timeout", "the exporter's timeout bounds a request",
    "otel.bsp.max.queue.size", "one ring of 4096 items holds all signals",
    "otel.event.attribute.count.limit", "otel.attribute.count.limit counts for events too",
    "otel.exporter.otlp.metrics.default.histogram.aggregation", "histograms have explicit buckets",
    "otel.exporter.otlp.metrics.temporality.preference", "metrics are cumulative",
    "otel.javaagent.extensions", "extensions of other agents are not loaded",
    "otel.javaagent.logging", "the agent writes its few lines on standard error",
    "otel.link.attribute.count.limit", "otel.attribute.count.limit counts for links too",
    "otel.metric.export.timeout", "the exporter's timeout bounds a request",
    "otel.metrics.exemplar.filter", "exemplars are those of sampled spans",
  };

  /** Variables of others: Kubernetes' injector, the operator, agents of other languages. */
  private static final String[] OTHERS = {
    "OTEL_DOTNET_",
    "OTEL_GO_",
    "OTEL_INJECTOR_",
    "OTEL_NODE_",
    "OTEL_PHP_",
    "OTEL_POD_",
    "OTEL_PYTHON_",
    "OTEL_RESOURCE_ATTRIBUTES_",
    "OTEL_RUBY_",
  };

  private final SettingSource source;
  private final TreeMap<String, String> known = new TreeMap<>();
  private int warned;

  private SettingNames(SettingSource source, Collection<String> instrumentations) {
    this.source = source;
    for (String name : KNOWN) {
      add(name, "");
    }
    for (String signal : SIGNALS) {
      for (String name : PER_SIGNAL) {
        add("otel.exporter.otlp." + signal + '.' + name, "");
      }
    }
    for (String instrumentation : instrumentations) {
      add(INSTRUMENTATION + instrumentation + ".enabled", "");
    }
    for (String library : LOG_LIBRARIES) {
      for (String capture : LOG_CAPTURES) {
        add(INSTRUMENTATION + library + ".experimental" + capture, "");
      }
    }
    for (int i = 0; i < WITHOUT_EFFECT.length; i += 2) {
      add(WITHOUT_EFFECT[i], WITHOUT_EFFECT[i + 1]);
    }
  }

  /** Environment variables lose the difference of dots and hyphens, so they are keys too. */
  private void add(String name, String reason) {
    known.put(name, reason);
    known.put(SettingSource.variable(name), reason);
  }

  /** Whether a declarative file leaves a setting to properties and environment. */
  static boolean isOutsideOfFiles(String name) {
    return name.startsWith("braid.")
        || name.startsWith("otel.javaagent.")
        || name.startsWith("otel.java.")
        || name.startsWith(INSTRUMENTATION)
        || name.equals("otel.semconv.stability.opt-in")
        || name.equals("otel.config.file")
        || name.equals("otel.experimental.config.file");
  }

  /** Warns of each name that has no effect. */
  static void check(SettingSource source, Collection<String> instrumentations) {
    SettingNames names = new SettingNames(source, instrumentations);
    for (String name : new TreeSet<>(source.properties().stringPropertyNames())) {
      if (name.startsWith("otel.")) {
        names.check(name, name, names.isLeftOut(name));
      }
    }
    for (String name : new TreeSet<>(source.environment().keySet())) {
      if (name.startsWith("OTEL_") && !isOfOthers(source, name)) {
        names.check(name, name, names.isLeftOut(name));
      }
    }
    for (String name : source.file.values.keySet()) {
      String place = source.file.places.get(name);
      names.check(name, place == null ? name : place + ' ' + name, false);
    }
    if (names.warned > MAX_WARNINGS) {
      source.warn((names.warned - MAX_WARNINGS) + " more settings have no effect");
    }
  }

  /** Whether the declarative file hides a setting that was written elsewhere. */
  private boolean isLeftOut(String written) {
    if (!source.file.isDeclarative) {
      return false;
    }
    String property = propertyOf(written);
    return property != null && !isOutsideOfFiles(property);
  }

  private @Nullable String propertyOf(String written) {
    for (String name : known.keySet()) {
      boolean isProperty = name.indexOf('.') >= 0;
      if (isProperty && (name.equals(written) || SettingSource.variable(name).equals(written))) {
        return name;
      }
    }
    return null;
  }

  private void check(String written, String shown, boolean isLeftOut) {
    String reason = known.get(written);
    if (reason != null && reason.isEmpty() && !isLeftOut) {
      return;
    }
    if (++warned > MAX_WARNINGS) {
      return;
    }
    if (isLeftOut) {
      source.warn(shown + ": has no effect beside " + source.file.path + "; write it there");
    } else if (reason != null) {
      source.warn(shown + ": has no effect: " + reason);
    } else {
      source.warn(shown + ": is no setting, it has no effect" + nearest(written));
    }
  }

  private String nearest(String written) {
    List<String> names = new ArrayList<>();
    boolean isProperty = written.indexOf('.') >= 0;
    for (String name : known.keySet()) {
      if (isProperty == name.indexOf('.') >= 0) {
        names.add(name);
      }
    }
    return NearestName.hint(written, Collections.unmodifiableList(names));
  }

  /** Variables that are named like settings, but are not meant as such. */
  private static boolean isOfOthers(SettingSource source, String name) {
    if (source.file.variables.contains(name)) {
      return true;
    }
    for (String prefix : OTHERS) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    // Kubernetes tells each pod of a service "otel-collector" in OTEL_COLLECTOR_PORT_4317_TCP.
    return name.contains("_SERVICE_HOST")
        || name.contains("_SERVICE_PORT")
        || name.endsWith("_PORT")
        || name.contains("_PORT_");
  }
}
