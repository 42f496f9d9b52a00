/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.settings;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The agent's settings, checked and sealed at the start. Immutable. */
public final class Settings {
  /** Attributes, events or links of an item, and items of a batch. */
  static final int MAX_COUNT = 10_000;

  /** What the ring holds; a smaller queue that is asked for is there. */
  static final int RING_ITEMS = 4_096;

  /** The samplers that are built in, the default first. */
  private static final List<String> SAMPLERS =
      List.of(
          "parentbased_always_on",
          "parentbased_always_off",
          "parentbased_traceidratio",
          "always_on",
          "always_off",
          "traceidratio");

  /** Conventions with a stable form, by the words of OTEL_SEMCONV_STABILITY_OPT_IN. */
  private static final List<String> STABLE = List.of("code", "database", "http", "service.peer");

  private final SettingSource source;
  public final boolean isDisabled;
  public final @Nullable String serviceName;

  /** Texts, or boxed numbers and booleans and lists where a declarative file has types. */
  public final Map<String, Object> resourceAttributes;

  /** What is found out about host, process and so on; all of it unless said otherwise. */
  public final List<String> resourceDetectors;

  /** Names of attributes that the resource must not have. */
  public final List<String> disabledResourceKeys;

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
  public final int maxLogAttributes;
  public final int maxLogAttributeChars;
  public final int shutdownMillis;

  private Settings(SettingSource source) {
    this.source = source;
    isDisabled =
        source.flag("otel.sdk.disabled", false) || !source.flag("otel.javaagent.enabled", true);
    serviceName = source.text("otel.service.name");
    Map<String, Object> attributes = new LinkedHashMap<>(source.map("otel.resource.attributes"));
    attributes.putAll(source.file.attributes);
    resourceAttributes = Collections.unmodifiableMap(attributes);
    resourceDetectors =
        source.list("braid.resource.detectors", "container,host,os,process,service");
    disabledResourceKeys = source.list("otel.resource.disabled.keys", "");
    traces = ExportReader.read(source, "traces");
    metrics = ExportReader.read(source, "metrics");
    logs = ExportReader.read(source, "logs");
    sampler = sampler();
    samplerRatio =
        sampler.endsWith("traceidratio") ? source.fraction("otel.traces.sampler.arg", 1) : 1;
    propagators = source.list("otel.propagators", "tracecontext,baggage");
    // OpenTelemetry waits five seconds; a second shows a demo live and costs one request more.
    spanDelayMillis = source.millis("otel.bsp.schedule.delay", 1_000);
    maxSpanBatch = source.number("otel.bsp.max.export.batch.size", 512, 1, MAX_COUNT);
    logDelayMillis = source.millis("otel.blrp.schedule.delay", 1_000);
    maxLogBatch = source.number("otel.blrp.max.export.batch.size", 512, 1, MAX_COUNT);
    metricIntervalMillis = source.millis("otel.metric.export.interval", 60_000);
    int count = source.number("otel.attribute.count.limit", 128, 0, MAX_COUNT);
    maxSpanAttributes = source.number("otel.span.attribute.count.limit", count, 0, MAX_COUNT);
    maxLogAttributes = source.number("otel.logrecord.attribute.count.limit", count, 0, MAX_COUNT);
    maxSpanEvents = source.number("otel.span.event.count.limit", 128, 0, MAX_COUNT);
    maxSpanLinks = source.number("otel.span.link.count.limit", 128, 0, MAX_COUNT);
    int chars =
        source.number("otel.attribute.value.length.limit", Integer.MAX_VALUE, 0, Integer.MAX_VALUE);
    maxAttributeChars =
        source.number("otel.span.attribute.value.length.limit", chars, 0, Integer.MAX_VALUE);
    maxLogAttributeChars =
        source.number("otel.logrecord.attribute.value.length.limit", chars, 0, Integer.MAX_VALUE);
    shutdownMillis = source.millis("braid.shutdown.timeout", 3_000);
    checkStability();
  }

  private String sampler() {
    String name = "otel.traces.sampler";
    String wanted = source.text(name, SAMPLERS.get(0));
    if (SAMPLERS.contains(wanted)) {
      return wanted;
    }
    source.warn(
        source.named(name)
            + ": got "
            + wanted
            + ", must be one of "
            + String.join(",", SAMPLERS)
            + "; taking "
            + SAMPLERS.get(0));
    return SAMPLERS.get(0);
  }

  /** Only the stable conventions are written, which is what words without suffix ask for. */
  private void checkStability() {
    String name = "otel.semconv.stability.opt-in";
    for (String word : source.list(name, "")) {
      if (word.endsWith("/dup")) {
        source.warn(
            source.named(name)
                + ": got "
                + word
                + ", but the old names are not written; use the new ones");
      } else if (!STABLE.contains(word)) {
        source.warn(
            source.named(name) + ": got " + word + ", must be one of " + String.join(",", STABLE));
      }
    }
  }

  /** Settings of this process. */
  public static Settings load() {
    return of(System.getenv(), System.getProperties());
  }

  /** Settings of the given places and of the file that they name. */
  public static Settings of(Map<String, String> environment, Properties properties) {
    return new Settings(new SettingSource(environment, properties));
  }

  /** Warns of names that are no settings; {@code instrumentations} can be switched on and off. */
  public void checkNames(Collection<String> instrumentations) {
    SettingNames.check(source, instrumentations);
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

  /** What makes the settings unusable: a file that is wrong or cannot be read. */
  public List<String> faults() {
    return Collections.unmodifiableList(source.faults);
  }

  /** What was written but is not followed. */
  public List<String> warnings() {
    return source.warnings();
  }
}
