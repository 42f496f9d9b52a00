/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.otelapi;

import dev.braid.agent.metrics.MetricProducer;
import dev.braid.agent.metrics.Metrics;
import dev.braid.otlp.Fields;
import dev.braid.otlp.ProtoReader;
import dev.braid.otlp.ProtoWriter;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.internal.otlp.metrics.MetricsRequestMarshaler;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.CollectionRegistration;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.opentelemetry.sdk.resources.Resource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * OpenTelemetry's own metrics SDK, loaded against the application's API, so that no instrument
 * needs a bridge. What it aggregates leaves with the agent's metrics at the agent's tick.
 */
final class ApplicationMeters implements MetricReader, MetricProducer {
  private static final int REHEARSAL_BYTES = 4_096;

  private static @Nullable MeterProvider provider;

  private volatile @Nullable CollectionRegistration registration;

  private ApplicationMeters() {}

  /** The meters of this application; no-op ones if its API is too old or new for the SDK. */
  static synchronized MeterProvider provider() {
    MeterProvider known = provider;
    if (known == null) {
      known = create();
      provider = known;
    }
    return known;
  }

  private static MeterProvider create() {
    try {
      ApplicationMeters reader = new ApplicationMeters();
      SdkMeterProvider meters =
          SdkMeterProvider.builder()
              .setResource(Resource.empty())
              .registerMetricReader(reader)
              .build();
      rehearse();
      Metrics.get().add(reader);
      return meters;
    } catch (LinkageError mismatch) {
      say("metrics of the application's OpenTelemetry API are not exported: it lacks ", mismatch);
      return MeterProvider.noop();
    }
  }

  @SuppressWarnings("SystemOut")
  private static void say(String what, LinkageError mismatch) {
    System.err.println(
        "[braid] " + what + mismatch.getMessage() + "; a newer opentelemetry-api has it");
  }

  /**
   * Uses every kind of instrument once, on a provider that is thrown away: what an older API lacks
   * must be missed here, not in the application's own call.
   */
  private static void rehearse() {
    ApplicationMeters reader = new ApplicationMeters();
    SdkMeterProvider trial = SdkMeterProvider.builder().registerMetricReader(reader).build();
    Meter meter = trial.meterBuilder("trial").setInstrumentationVersion("1").build();
    Attributes attributes = Attributes.of(AttributeKey.stringKey("key"), "value");
    meter.counterBuilder("counter").setUnit("1").build().add(1, attributes);
    meter.counterBuilder("doubles").ofDoubles().build().add(1, attributes);
    meter.upDownCounterBuilder("upDown").build().add(1, attributes, Context.root());
    meter.histogramBuilder("histogram").build().record(1, attributes);
    meter.histogramBuilder("longs").ofLongs().build().record(1);
    meter.gaugeBuilder("gauge").buildWithCallback(measurement -> measurement.record(1)).close();
    reader.produce(new ProtoWriter(REHEARSAL_BYTES), 1);
    trial.shutdown();
  }

  @Override
  public void register(CollectionRegistration collection) {
    registration = collection;
  }

  @Override
  public AggregationTemporality getAggregationTemporality(InstrumentType instrumentType) {
    return AggregationTemporality.CUMULATIVE;
  }

  @Override
  public CompletableResultCode forceFlush() {
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode shutdown() {
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public int produce(ProtoWriter writer, long nowEpochNanos) {
    CollectionRegistration collection = registration;
    if (collection == null) {
      return 0;
    }
    Collection<MetricData> metrics = collection.collectAllMetrics();
    if (metrics.isEmpty()) {
      return 0;
    }
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    try {
      MetricsRequestMarshaler.create(metrics).writeBinaryTo(request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    copyScopes(request.toByteArray(), writer);
    return metrics.size();
  }

  /** The request's scopes without its resource: the agent's own takes that place. */
  private static void copyScopes(byte[] request, ProtoWriter writer) {
    ProtoReader resources = new ProtoReader();
    ProtoReader fields = new ProtoReader();
    resources.reset(request, 0, request.length);
    while (resources.next()) {
      fields.reset(request, resources.offset(), resources.offset() + resources.length());
      while (fields.next()) {
        if (fields.field() == Fields.Wrapper.SCOPE_ITEMS) {
          writer.bytes(Fields.Wrapper.SCOPE_ITEMS, request, fields.offset(), fields.length());
        }
      }
    }
  }
}
