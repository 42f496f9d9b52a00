/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.weave;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One kind of type, some of its methods, and the advice they get. Filled while a descriptor's
 * {@code targets()} runs, read-only after.
 *
 * <pre>{@code
 * Target.subtypeOf("jakarta.servlet.Servlet")
 *     .method("service", "(Ljakarta/servlet/ServletRequest;Ljakarta/servlet/ServletResponse;)V")
 *     .advice("dev.braid.agent.instrumentation.servlet.ServiceAdvice")
 *     .alsoAs("jakarta.", "javax.");
 * }</pre>
 */
public final class Target {
  /** How {@link #typeName} is meant. */
  enum Match {
    /** This very type, from an application loader. */
    EXACT,
    /** Any class below this type (itself too), from an application loader. */
    SUBTYPE,
    /** This very type of the JDK; its advice is inlined. */
    JDK,
    /** Methods that carry this annotation, in any class of an application. */
    ANNOTATED
  }

  final Match match;
  final String typeName;
  final List<MethodPattern> methods = new ArrayList<>(2);
  String adviceName = "";
  @Nullable String markerName;
  @Nullable String renameFrom;
  @Nullable String renameTo;

  private Target(Match match, String typeName) {
    this.match = match;
    this.typeName = typeName;
  }

  /** Exactly this class. */
  public static Target type(String name) {
    return new Target(Match.EXACT, name);
  }

  /** Every class that implements or extends {@code name}, and the type itself. */
  public static Target subtypeOf(String name) {
    return new Target(Match.SUBTYPE, name);
  }

  /** A class of the JDK; needs {@link #inlined} instead of {@link #advice}. */
  public static Target jdk(String name) {
    return new Target(Match.JDK, name);
  }

  /** Methods annotated with {@code annotationName}, visible at run time, wherever they are. */
  public static Target annotated(String annotationName) {
    return new Target(Match.ANNOTATED, annotationName);
  }

  /** A method by name and exact descriptor. */
  public Target method(String name, String descriptor) {
    methods.add(new MethodPattern(name, descriptor, true));
    return this;
  }

  /** Methods by name whose descriptor starts so, for instance {@code "(Ljava/lang/String;"}. */
  public Target methodStarting(String name, String descriptorStart) {
    methods.add(new MethodPattern(name, descriptorStart, false));
    return this;
  }

  /** All methods of this name. */
  public Target methodNamed(String name) {
    return methodStarting(name, "(");
  }

  /** All constructors; advice runs only after they return. */
  public Target constructor() {
    return methodNamed("<init>");
  }

  /** The advice class, called through invokedynamic; its methods say {@code inline = false}. */
  public Target advice(String className) {
    adviceName = className;
    return this;
  }

  /** The advice class whose body is copied into a JDK class; calls only dev.braid.bootstrap. */
  public Target inlined(String className) {
    return advice(className);
  }

  /** Weaves only in loaders that see this class. */
  public Target onlyIfLoaderHas(String className) {
    markerName = className;
    return this;
  }

  /**
   * The same again for a relocated API: package {@code from} becomes {@code to} in the names given
   * here and in the advice's constants.
   */
  public Target alsoAs(String from, String to) {
    renameFrom = from;
    renameTo = to;
    return this;
  }

  /** A method name with a whole or the beginning of a descriptor. */
  static final class MethodPattern {
    final String name;
    final String descriptor;
    final boolean isWhole;

    MethodPattern(String name, String descriptor, boolean isWhole) {
      this.name = name;
      this.descriptor = descriptor;
      this.isWhole = isWhole;
    }

    boolean matches(String methodName, String methodDescriptor) {
      return name.equals(methodName)
          && (isWhole
              ? descriptor.equals(methodDescriptor)
              : methodDescriptor.startsWith(descriptor));
    }
  }
}
