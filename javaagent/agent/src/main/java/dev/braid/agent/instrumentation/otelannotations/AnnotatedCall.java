/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.otelannotations;

import dev.braid.agent.trace.InstrumentationScope;
import dev.braid.agent.trace.Span;
import dev.braid.agent.trace.Tracer;
import dev.braid.bootstrap.Context;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One call of an annotated method: its span, current until the method returns. */
final class AnnotatedCall {
  private static final InstrumentationScope SCOPE =
      new InstrumentationScope("dev.braid.opentelemetry-instrumentation-annotations", "");
  private static final ClassValue<AnnotatedMethods> METHODS =
      new ClassValue<AnnotatedMethods>() {
        @Override
        protected AnnotatedMethods computeValue(Class<?> type) {
          return new AnnotatedMethods(type);
        }
      };

  private final Span span;
  private final Context before;

  private AnnotatedCall(Span span, Context before) {
    this.span = span;
    this.before = before;
  }

  static @Nullable AnnotatedCall start(
      Class<?> type, String method, String descriptor, Object[] arguments) {
    AnnotatedMethods.Annotated annotated = METHODS.get(type).find(method, descriptor);
    if (annotated == null) {
      return null;
    }
    Context context = Context.current();
    Span span =
        annotated.inheritsContext
            ? Tracer.get().start(SCOPE, annotated.kind, annotated.spanName, context)
            : Tracer.get().start(SCOPE, annotated.kind, annotated.spanName, (Span) null);
    if (span.isRecording()) {
      annotated.describe(span, arguments);
    }
    return new AnnotatedCall(span, Context.attach(context.withSpan(span)));
  }

  /** Ends with the method, or with the future that it returned. */
  void end(@Nullable Object returned, @Nullable Throwable thrown) {
    Context.restore(before);
    if (thrown == null && returned instanceof CompletionStage) {
      ((CompletionStage<?>) returned).whenComplete((value, failure) -> finish(failure));
    } else {
      finish(thrown);
    }
  }

  private void finish(@Nullable Throwable thrown) {
    if (thrown != null) {
      span.error(thrown.getClass().getName(), thrown.getMessage()).exception(thrown);
    }
    span.end();
  }
}
