/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.settings;

import dev.braid.config.ConfigNode;
import dev.braid.config.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code tracer_provider}, {@code meter_provider} and {@code logger_provider}: one signal a
 * reader. A signal without provider or exporter is not exported, as the schema has it.
 */
final class DeclaredProvider {
  private static final String EXPORTER_WHY = "only otlp_http is built in, this is not exported";

  private final DeclaredValues values;
  private final String signal;

  DeclaredProvider(DeclaredValues values, String signal) {
    this.values = values;
    this.signal = signal;
  }

  void readTracerProvider(Section root) {
    Section provider = provider(root, "tracer_provider");
    processors(provider, "otel.bsp.");
    Section limits = provider.section("limits");
    values.limit(limits, "attribute_count_limit", "otel.span.attribute.count.limit");
    values.limit(limits, "attribute_value_length_limit", "otel.span.attribute.value.length.limit");
    values.limit(limits, "event_count_limit", "otel.span.event.count.limit");
    values.limit(limits, "link_count_limit", "otel.span.link.count.limit");
    String why = "the limit of a span's attributes counts for these too";
    DeclaredValues.onlyDefault(limits, "event_attribute_count_limit", "128", why);
    DeclaredValues.onlyDefault(limits, "link_attribute_count_limit", "128", why);
    provider.ignored("tracer_configurator/development", "use instrumentation/development");
    provider.ignored("id_generator", "ids are random");
    if (provider.has("sampler")) {
      new DeclaredSampler(values).read(provider.section("sampler"));
    }
  }

  void readLoggerProvider(Section root) {
    Section provider = provider(root, "logger_provider");
    processors(provider, "otel.blrp.");
    Section limits = provider.section("limits");
    values.limit(limits, "attribute_count_limit", "otel.logrecord.attribute.count.limit");
    values.limit(
        limits, "attribute_value_length_limit", "otel.logrecord.attribute.value.length.limit");
    provider.ignored("logger_configurator/development", "use instrumentation/development");
  }

  void readMeterProvider(Section root) {
    Section provider = provider(root, "meter_provider");
    boolean isFirst = true;
    for (ConfigNode item : provider.items("readers")) {
      Section reader = Section.of(provider.pathOf("readers"), item, provider.faults());
      reader.ignored("pull", "metrics are pushed; use periodic with otlp_http");
      if (reader.has("periodic")) {
        Section periodic = reader.section("periodic");
        values.number(periodic, "interval", "otel.metric.export.interval", 1, Integer.MAX_VALUE);
        DeclaredValues.onlyDefault(
            periodic, "timeout", "30000", "the exporter's timeout bounds a request");
        periodic.ignored("producers", "other producers are not built in");
        periodic.ignored("cardinality_limits", "each metric has at most 2,000 series");
        isFirst = exporter(periodic, isFirst);
      }
      reader.rejectUnknownKeys();
    }
    provider.ignored("views", "metrics are sent as they are; the collector can change them");
    provider.ignored("view_matching_mode/development", "there are no views");
    provider.ignored("meter_configurator/development", "use instrumentation/development");
    DeclaredValues.onlyDefault(
        provider, "exemplar_filter", "trace_based", "exemplars are those of sampled spans");
  }

  private Section provider(Section root, String key) {
    values.put("otel." + signal + ".exporter", "none", root.node(key));
    return root.section(key);
  }

  private void processors(Section provider, String prefix) {
    boolean isFirst = true;
    for (ConfigNode item : provider.items("processors")) {
      Section processor = Section.of(provider.pathOf("processors"), item, provider.faults());
      for (String kind : processor.keys()) {
        if (kind.equals("batch")) {
          batch(processor.section(kind), prefix);
          isFirst = exporter(processor.section(kind), isFirst);
        } else if (kind.equals("simple")) {
          processor.faults().warn(item.position(), processor.pathOf(kind), "is read as batch");
          isFirst = exporter(processor.section(kind), isFirst);
        } else {
          processor.ignored(kind, "only batch and simple are built in");
        }
      }
      processor.rejectUnknownKeys();
    }
  }

  private void batch(Section batch, String prefix) {
    values.number(batch, "schedule_delay", prefix + "schedule.delay", 0, Integer.MAX_VALUE);
    values.number(
        batch, "max_export_batch_size", prefix + "max.export.batch.size", 1, Settings.MAX_COUNT);
    if (batch.integer("max_queue_size", 0, 0, Integer.MAX_VALUE) > Settings.RING_ITEMS) {
      batch.ignored("max_queue_size", "one ring of 4096 items holds all signals");
    }
    DeclaredValues.onlyDefault(
        batch, "export_timeout", "30000", "the exporter's timeout bounds a request");
  }

  /** Reads the exporter of a processor or reader; returns whether none has been found yet. */
  private boolean exporter(Section parent, boolean isFirst) {
    Section exporter = parent.section("exporter");
    boolean isOpen = isFirst;
    if (exporter.keys().isEmpty()) {
      parent.fault("exporter", "found none, allowed otlp_http");
    }
    for (String kind : exporter.keys()) {
      if (!kind.equals("otlp_http")) {
        exporter.ignored(kind, EXPORTER_WHY);
      } else if (!isOpen) {
        exporter.ignored(kind, signal + " go to the first exporter only; let a collector fan out");
      } else {
        values.put("otel." + signal + ".exporter", "otlp", exporter.node(kind));
        otlp(exporter.section(kind));
        isOpen = false;
      }
    }
    return isOpen;
  }

  private void otlp(Section otlp) {
    String prefix = "otel.exporter.otlp." + signal + '.';
    values.text(otlp, "endpoint", prefix.concat("endpoint"));
    values.number(otlp, "timeout", prefix.concat("timeout"), 0, Integer.MAX_VALUE);
    String compression = otlp.choice("compression", "none", List.of("gzip", "none"));
    values.put(prefix.concat("compression"), compression, otlp.node("compression"));
    headers(otlp, prefix.concat("headers"));
    Section tls = otlp.section("tls");
    values.text(tls, "ca_file", prefix.concat("certificate"));
    values.text(tls, "cert_file", prefix.concat("client.certificate"));
    values.text(tls, "key_file", prefix.concat("client.key"));
    DeclaredValues.onlyDefault(otlp, "encoding", "protobuf", "requests are protobuf");
    if (signal.equals("metrics")) {
      DeclaredValues.onlyDefault(
          otlp, "temporality_preference", "cumulative", "metrics are cumulative");
      DeclaredValues.onlyDefault(
          otlp,
          "default_histogram_aggregation",
          "explicit_bucket_histogram",
          "histograms have explicit buckets");
    }
  }

  /** Headers of their own win over those of the list. */
  private void headers(Section otlp, String property) {
    List<String> pairs = new ArrayList<>();
    String list = otlp.optionalString("headers_list");
    if (list != null) {
      pairs.add(list);
    }
    if (otlp.node("headers").kind() == ConfigNode.Kind.MAPPING) {
      for (Map.Entry<String, String> header : otlp.stringMap("headers").entrySet()) {
        pairs.add(header.getKey() + '=' + PercentCode.encode(header.getValue()));
      }
    } else {
      for (ConfigNode item : otlp.items("headers")) {
        Section header = Section.of(otlp.pathOf("headers"), item, otlp.faults());
        String name = header.requiredString("name");
        pairs.add(name + '=' + PercentCode.encode(header.string("value", "")));
        header.rejectUnknownKeys();
      }
    }
    if (!pairs.isEmpty()) {
      values.put(property, String.join(",", pairs), otlp.node("headers"));
    }
  }
}
