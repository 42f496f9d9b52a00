/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.ring;

import dev.braid.agent.jvm.JvmMetrics;
import dev.braid.agent.logs.LogCapture;
import dev.braid.agent.logs.LogRecorder;
import dev.braid.agent.metrics.Metrics;
import dev.braid.agent.propagate.Propagators;
import dev.braid.agent.resource.ResourceDetector;
import dev.braid.agent.settings.ExportSettings;
import dev.braid.agent.settings.Settings;
import dev.braid.agent.settings.TlsFiles;
import dev.braid.agent.trace.Sampler;
import dev.braid.agent.trace.SpanLimits;
import dev.braid.agent.trace.Tracer;
import dev.braid.otlp.Signal;
import dev.braid.otlp.sender.SenderSettings;
import dev.braid.otlp.sender.TlsMaterial;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the recording that {@link Settings} describe and gives it to the instrumentations. */
final class RecordingAssembly {
  /** All certificates of a system are a quarter of that. */
  private static final int MAX_PEM_BYTES = 1 << 20;

  private final Settings settings;
  private final List<String> warnings = new ArrayList<>();

  RecordingAssembly(Settings settings) {
    this.settings = settings;
  }

  Recording start() {
    @Nullable SenderSettings[] senders = new @Nullable SenderSettings[Signal.values().length];
    senders[Signal.TRACES.ordinal()] = sender(settings.traces);
    senders[Signal.METRICS.ordinal()] = sender(settings.metrics);
    senders[Signal.LOGS.ordinal()] = sender(settings.logs);
    boolean hasMetrics = senders[Signal.METRICS.ordinal()] != null;
    DrainSettings drain =
        new DrainSettings(
            settings.maxSpanBatch,
            settings.maxLogBatch,
            settings.spanDelayMillis,
            settings.logDelayMillis,
            hasMetrics ? settings.metricIntervalMillis : 0);
    Recording recording =
        Recording.start(new HttpSenders(senders), drain, new ResourceDetector(settings));
    install(recording, senders);
    Runtime.getRuntime().addShutdownHook(new Ending(recording, settings.shutdownMillis));
    for (String warning : warnings) {
      AgentLog.warn(warning);
    }
    return recording;
  }

  private void install(Recording recording, @Nullable SenderSettings[] senders) {
    List<String> unknown = new ArrayList<>();
    Propagators.install(Propagators.of(settings.propagators, unknown));
    if (!unknown.isEmpty()) {
      warnings.add("otel.propagators: " + unknown + " not built in; left out");
    }
    boolean hasTraces = senders[Signal.TRACES.ordinal()] != null;
    SpanLimits limits =
        new SpanLimits(
            settings.maxSpanAttributes,
            settings.maxSpanEvents,
            settings.maxSpanLinks,
            settings.maxAttributeChars);
    Tracer.install(
        new Tracer(hasTraces ? sampler() : Sampler.ALWAYS_OFF, limits, recording.spans()));
    if (senders[Signal.METRICS.ordinal()] != null) {
      JvmMetrics.addTo(Metrics.get());
    }
    if (senders[Signal.LOGS.ordinal()] != null) {
      LogRecorder.install(
          recording.logs(
              new SpanLimits(settings.maxLogAttributes, 0, 0, settings.maxLogAttributeChars)));
      LogCapture.install(
          LogCapture.of(settings, "logback-appender"),
          LogCapture.of(settings, "log4j-appender"),
          LogCapture.of(settings, "java-util-logging"));
    }
  }

  private @Nullable SenderSettings sender(@Nullable ExportSettings wanted) {
    if (wanted == null) {
      return null;
    }
    try {
      SenderSettings.Builder builder =
          SenderSettings.builder(wanted.endpoint()).timeoutMillis(wanted.timeoutMillis());
      for (Map.Entry<String, String> header : wanted.headers().entrySet()) {
        builder.header(header.getKey(), header.getValue());
      }
      TlsFiles tls = wanted.tls();
      if (!tls.isDefault()) {
        builder.sslSocketFactory(
            TlsMaterial.socketFactory(
                pem(tls.trusted()), pem(tls.clientCertificate()), pem(tls.clientKey())));
      }
      return wanted.isGzip() ? builder.gzip().build() : builder.build();
    } catch (IllegalArgumentException | IOException | GeneralSecurityException fault) {
      warnings.add("otel.exporter.otlp: " + fault.getMessage() + "; this signal is not exported");
      return null;
    }
  }

  private static @Nullable String pem(@Nullable String path) throws IOException {
    if (path == null) {
      return null;
    }
    try (InputStream in = new FileInputStream(path)) {
      return new String(in.readNBytes(MAX_PEM_BYTES), StandardCharsets.US_ASCII);
    }
  }

  private Sampler sampler() {
    Sampler ratio = Sampler.traceIdRatio(settings.samplerRatio);
    switch (settings.sampler) {
      case "always_on":
        return Sampler.ALWAYS_ON;
      case "always_off":
        return Sampler.ALWAYS_OFF;
      case "traceidratio":
        return ratio;
      case "parentbased_always_off":
        return Sampler.parentBased(Sampler.ALWAYS_OFF);
      case "parentbased_traceidratio":
        return Sampler.parentBased(ratio);
      default:
        return Sampler.parentBased(Sampler.ALWAYS_ON);
    }
  }

  /** Flushes when the JVM ends. */
  private static final class Ending extends Thread {
    private final Recording recording;
    private final int timeoutMillis;

    Ending(Recording recording, int timeoutMillis) {
      super(null, null, "braid-shutdown", 0, false);
      this.recording = recording;
      this.timeoutMillis = timeoutMillis;
    }

    @Override
    public void run() {
      recording.close(timeoutMillis);
    }
  }
}
