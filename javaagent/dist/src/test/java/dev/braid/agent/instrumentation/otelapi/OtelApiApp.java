/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.otelapi;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.instrumentation.annotations.SpanAttribute;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** An application with telemetry of its own making, without any SDK. */
public final class OtelApiApp {
  private OtelApiApp() {}

  @SuppressWarnings("try") // A scope is there to be closed.
  public static void main(String[] arguments) {
    OpenTelemetry telemetry = GlobalOpenTelemetry.get();
    Tracer tracer = telemetry.getTracer("app", "1.2");
    Span outer = tracer.spanBuilder("outer").setSpanKind(SpanKind.CONSUMER).startSpan();
    try (Scope scope = outer.makeCurrent();
        Scope withBaggage = Baggage.builder().put("tier", "gold").build().makeCurrent()) {
      outer
          .setAttribute("order", 17)
          .setAttribute(AttributeKey.stringArrayKey("tags"), java.util.List.of("a", "b"));
      outer.addEvent("packed", Attributes.of(AttributeKey.stringKey("by"), "hand"));
      new OtelApiApp().annotated("bread");
      new OtelApiApp().later().join();
      telemetry
          .getLogsBridge()
          .loggerBuilder("app.log")
          .build()
          .logRecordBuilder()
          .setSeverity(Severity.WARN)
          .setBody("written by hand")
          .setAttribute("shelf", 3)
          .emit();
      Map<String, String> headers = new HashMap<>();
      telemetry
          .getPropagators()
          .getTextMapPropagator()
          .inject(Context.current(), headers, Map::put);
      System.out.println(
          "traceparent " + headers.get("traceparent") + " baggage " + headers.get("baggage"));
      System.out.println(
          "current is outer: " + Span.current().getSpanContext().equals(outer.getSpanContext()));
      outer.recordException(new IllegalStateException("out of flour"));
      outer.setStatus(StatusCode.ERROR, "no bread");
    } finally {
      outer.end();
    }
    Meter meter = telemetry.getMeter("app");
    meter
        .counterBuilder("loaves")
        .setUnit("{loaf}")
        .build()
        .add(5, Attributes.of(AttributeKey.stringKey("kind"), "rye"));
    meter.histogramBuilder("weight").build().record(1.5);
    meter
        .gaugeBuilder("oven.temperature")
        .buildWithCallback(measurement -> measurement.record(230));
    System.out.println("after: " + Span.current().getSpanContext().isValid());
  }

  @WithSpan("knead")
  String annotated(@SpanAttribute("flour") String flour) {
    return flour + Span.current().getSpanContext().getSpanId();
  }

  @WithSpan
  CompletableFuture<String> later() {
    return CompletableFuture.completedFuture("baked");
  }
}
