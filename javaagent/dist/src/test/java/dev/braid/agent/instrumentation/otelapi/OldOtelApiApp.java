/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.otelapi;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Uses what API 1.0 has, and with the arguments {@code logs} and {@code metrics} what later ones
 * brought.
 */
public final class OldOtelApiApp {
  private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";

  private OldOtelApiApp() {}

  @SuppressWarnings("try") // A scope is there to be closed.
  public static void main(String[] arguments) {
    SpanContext caller =
        SpanContext.createFromRemoteParent(
            TRACE_ID, "b7ad6b7169203331", TraceFlags.getSampled(), TraceState.getDefault());
    Span outer =
        GlobalOpenTelemetry.getTracer("app", "1.2")
            .spanBuilder("outer")
            .setParent(Context.root().with(Span.wrap(caller)))
            .setSpanKind(SpanKind.CONSUMER)
            .setAttribute("order", 17)
            .startSpan();
    try (Scope scope = outer.makeCurrent();
        Scope withBaggage = Baggage.builder().put("tier", "gold").build().makeCurrent()) {
      outer.addEvent("packed", Attributes.of(AttributeKey.stringKey("by"), "hand"));
      outer.recordException(new IllegalStateException("out of flour"));
      outer.setStatus(StatusCode.ERROR, "no bread");
      new OldOtelApiApp().annotated();
      Span inner = GlobalOpenTelemetry.getTracer("app").spanBuilder("inner").startSpan();
      inner.end();
      Map<String, String> headers = new HashMap<>();
      GlobalOpenTelemetry.getPropagators()
          .getTextMapPropagator()
          .inject(Context.current(), headers, Map::put);
      System.out.println(
          "traceparent " + headers.get("traceparent") + " baggage " + headers.get("baggage"));
      for (String argument : List.of(arguments)) {
        if (argument.equals("logs")) {
          Logs.write();
        } else {
          Counters.count();
        }
      }
    } finally {
      outer.end();
    }
    System.out.println("after: " + Span.current().getSpanContext().isValid());
  }

  @WithSpan("knead")
  void annotated() {
    System.out.println("tier is " + Baggage.current().getEntryValue("tier"));
  }

  /** Loaded only where the API has loggers. */
  private static final class Logs {
    static void write() {
      GlobalOpenTelemetry.get()
          .getLogsBridge()
          .loggerBuilder("app.log")
          .build()
          .logRecordBuilder()
          .setSeverity(Severity.WARN)
          .setBody("written by hand")
          .emit();
    }
  }

  /** Loaded only where the API has meters. */
  private static final class Counters {
    static void count() {
      GlobalOpenTelemetry.get().getMeter("app").counterBuilder("loaves").build().add(5);
      System.out.println("counted");
    }
  }
}
