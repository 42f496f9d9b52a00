/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.otelannotations;

import dev.braid.agent.trace.Key;
import dev.braid.agent.trace.Span;
import dev.braid.agent.trace.SpanKind;
import io.opentelemetry.instrumentation.annotations.SpanAttribute;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The annotated methods of one class, read once by reflection. Immutable, so safe to share. */
final class AnnotatedMethods {
  private static final Key CODE_FUNCTION_NAME = Key.of("code.function.name");

  private final Map<String, Annotated> methods = new HashMap<>();

  AnnotatedMethods(Class<?> type) {
    for (Method method : type.getDeclaredMethods()) {
      WithSpan annotation = method.getAnnotation(WithSpan.class);
      if (annotation != null) {
        String descriptor =
            MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                .toMethodDescriptorString();
        methods.put(method.getName() + descriptor, new Annotated(type, method, annotation));
      }
    }
  }

  @Nullable Annotated find(String method, String descriptor) {
    return methods.get(method + descriptor);
  }

  /** What the annotations of one method say. */
  static final class Annotated {
    final String spanName;
    final SpanKind kind;
    final boolean inheritsContext;
    private final String functionName;
    private final @Nullable Key[] argumentKeys;

    Annotated(Class<?> type, Method method, WithSpan annotation) {
      String simple = type.getName().substring(type.getName().lastIndexOf('.') + 1);
      this.spanName =
          annotation.value().isEmpty() ? simple + "." + method.getName() : annotation.value();
      this.kind = SpanKind.valueOf(annotation.kind().name());
      this.inheritsContext = inheritsContext(annotation);
      this.functionName = type.getName() + "." + method.getName();
      this.argumentKeys = argumentKeys(method);
    }

    void describe(Span span, Object[] arguments) {
      span.set(CODE_FUNCTION_NAME, functionName);
      for (int i = 0; i < argumentKeys.length && i < arguments.length; i++) {
        Key key = argumentKeys[i];
        if (key != null) {
          span.put(key, arguments[i]);
        }
      }
    }

    /** Older annotations have no such element: a span then always inherits. */
    private static boolean inheritsContext(WithSpan annotation) {
      try {
        return annotation.inheritContext();
      } catch (LinkageError older) {
        return true;
      }
    }

    private static @Nullable Key[] argumentKeys(Method method) {
      Annotation[][] ofParameters = method.getParameterAnnotations();
      @Nullable Key[] keys = new @Nullable Key[ofParameters.length];
      for (int i = 0; i < keys.length; i++) {
        for (Annotation annotation : ofParameters[i]) {
          if (annotation instanceof SpanAttribute) {
            String name = ((SpanAttribute) annotation).value();
            keys[i] = Key.of(name.isEmpty() ? method.getParameters()[i].getName() : name);
          }
        }
      }
      return keys;
    }
  }
}
