/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.settings;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The agent's settings, checked and sealed at the start. Immutable. */
public final class Settings {
  private static final int MAX_COUNT = 10_000;

  private final SettingSource source;
  public final boolean isDisabled;
  public final @Nullable String serviceName;
  public final Map<String, String> resourceAttributes;
  public final @Nullable ExportSettings traces;
  public final @Nullable ExportSettings metrics;
  public final @Nullable ExportSettings logs;

  /** One of OpenTelemetry's names of samplers. */
  public final String sampler;

  public final double samplerRatio;
  public final List<String> propagators;
  public final int spanDelayMillis;
  public final int maxSpanBatch;
  public final int logDelayMillis;
  public final int maxLogBatch;
  public final int metricIntervalMillis;
  public final int maxSpanAttributes;
  public final int maxSpanEvents;
  public final int maxSpanLinks;
  public final int maxAttributeChars;
  public final int shutdownMillis;

  private Settings(SettingSource source) {
    this.source = source;
    isDisabled =
        source.flag("otel.sdk.disabled", false) || !source.flag("otel.javaagent.enabled", true);
    serviceName = source.text("otel.service.name");
    resourceAttributes = Collections.unmodifiableMap(source.map("otel.resource.attributes"));
    traces = ExportReader.read(source, "traces");
    metrics = ExportReader.read(source, "metrics");
    logs = ExportReader.read(source, "logs");
    sampler = source.text("otel.traces.sampler", "parentbased_always_on");
    samplerRatio =
        sampler.endsWith("traceidratio") ? source.fraction("otel.traces.sampler.arg", 1) : 1;
    propagators = source.list("otel.propagators", "tracecontext,baggage");
    // OpenTelemetry waits five seconds; a second shows a demo live and costs one request more.
    spanDelayMillis = source.millis("otel.bsp.schedule.delay", 1_000);
    maxSpanBatch = source.number("otel.bsp.max.export.batch.size", 512, 1, MAX_COUNT);
    logDelayMillis = source.millis("otel.blrp.schedule.delay", 1_000);
    maxLogBatch = source.number("otel.blrp.max.export.batch.size", 512, 1, MAX_COUNT);
    metricIntervalMillis = source.millis("otel.metric.export.interval", 60_000);
    int attributes = source.number("otel.attribute.count.limit", 128, 0, MAX_COUNT);
    maxSpanAttributes = source.number("otel.span.attribute.count.limit", attributes, 0, MAX_COUNT);
    maxSpanEvents = source.number("otel.span.event.count.limit", 128, 0, MAX_COUNT);
    maxSpanLinks = source.number("otel.span.link.count.limit", 128, 0, MAX_COUNT);
    int chars =
        source.number("otel.attribute.value.length.limit", Integer.MAX_VALUE, 0, Integer.MAX_VALUE);
    maxAttributeChars =
        source.number("otel.span.attribute.value.length.limit", chars, 0, Integer.MAX_VALUE);
    shutdownMillis = source.millis("braid.shutdown.timeout", 3_000);
    checkStability();
  }

  private void checkStability() {
    String optIn = source.text("otel.semconv.stability.opt-in");
    if (optIn != null && optIn.contains("/dup")) {
      source.warnings.add(
          "otel.semconv.stability.opt-in: old names are not written; got ".concat(optIn));
    }
  }

  /** Settings of this process. */
  public static Settings load() {
    return of(System.getenv(), System.getProperties());
  }

  /** Settings of the given places; properties win over the environment. */
  public static Settings of(Map<String, String> environment, Properties properties) {
    return of(environment, properties, Collections.emptyMap());
  }

  static Settings of(
      Map<String, String> environment, Properties properties, Map<String, String> file) {
    return new Settings(new SettingSource(environment, properties, file));
  }

  /** Whether an instrumentation is switched on; all can be switched off by default at once. */
  public boolean isInstrumentationEnabled(String name, boolean isEnabledByDefault) {
    boolean common = source.flag("otel.instrumentation.common.default-enabled", true);
    return source.flag("otel.instrumentation." + name + ".enabled", common && isEnabledByDefault);
  }

  /** A setting of a single instrumentation, or null. */
  public @Nullable String text(String name) {
    return source.text(name);
  }

  /** Values that were not understood, for the start line. */
  public List<String> faults() {
    return Collections.unmodifiableList(source.faults);
  }

  /** Values that were understood but are not followed, for the start line. */
  public List<String> warnings() {
    return Collections.unmodifiableList(source.warnings);
  }
}
