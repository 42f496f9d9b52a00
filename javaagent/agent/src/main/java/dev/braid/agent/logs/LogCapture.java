/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.logs;

import dev.braid.agent.settings.Settings;
import dev.braid.agent.trace.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of a library's log events becomes attributes, besides what always is sent: by default
 * nothing, since context entries and markers may hold anything. The settings are those of
 * OpenTelemetry's agent. Immutable.
 */
public final class LogCapture {
  /** Nothing. */
  public static final LogCapture NOTHING = new LogCapture(List.of(), false, false, false);

  private static volatile LogCapture logback = NOTHING;
  private static volatile LogCapture log4j = NOTHING;
  private static volatile LogCapture jul = NOTHING;

  private static final String ALL = "*";
  private static final Key THREAD_NAME = Key.of("thread.name");
  private static final Key THREAD_ID = Key.of("thread.id");

  private final List<String> contextKeys;
  private final boolean hasMarkers;
  private final boolean hasKeyValues;
  private final boolean hasThreads;

  /**
   * @param contextKeys names in MDC or thread context, {@code *} for all
   */
  public LogCapture(
      List<String> contextKeys, boolean hasMarkers, boolean hasKeyValues, boolean hasThreads) {
    this.contextKeys = List.copyOf(contextKeys);
    this.hasMarkers = hasMarkers;
    this.hasKeyValues = hasKeyValues;
    this.hasThreads = hasThreads;
  }

  /**
   * What the settings ask for.
   *
   * @param library OpenTelemetry's name of the instrumentation, {@code logback-appender}
   */
  public static LogCapture of(Settings settings, String library) {
    String prefix = "otel.instrumentation." + library + ".experimental";
    String context = settings.text(prefix + ".capture-mdc-attributes");
    boolean hasMarkers = isTrue(settings.text(prefix + ".capture-marker-attribute"));
    boolean hasKeyValues = isTrue(settings.text(prefix + ".capture-key-value-pair-attributes"));
    boolean hasThreads = isTrue(settings.text(prefix + "-log-attributes"));
    if (context == null && !hasMarkers && !hasKeyValues && !hasThreads) {
      return NOTHING;
    }
    return new LogCapture(listed(context), hasMarkers, hasKeyValues, hasThreads);
  }

  private static boolean isTrue(@Nullable String text) {
    return "true".equalsIgnoreCase(text);
  }

  private static List<String> listed(@Nullable String commaSeparated) {
    List<String> names = new ArrayList<>();
    int start = 0;
    String text = commaSeparated == null ? "" : commaSeparated;
    while (start < text.length()) {
      int comma = text.indexOf(',', start);
      int end = comma < 0 ? text.length() : comma;
      String name = text.substring(start, end).trim();
      if (!name.isEmpty()) {
        names.add(name);
      }
      start = end + 1;
    }
    return names;
  }

  /** Sets what is captured of Logback, Log4j 2 and {@code java.util.logging}; once, at start. */
  public static void install(LogCapture ofLogback, LogCapture ofLog4j, LogCapture ofJul) {
    logback = ofLogback;
    log4j = ofLog4j;
    jul = ofJul;
  }

  public static LogCapture logback() {
    return logback;
  }

  public static LogCapture log4j() {
    return log4j;
  }

  public static LogCapture jul() {
    return jul;
  }

  public boolean isNothing() {
    return !hasMarkers && !hasKeyValues && !hasThreads && contextKeys.isEmpty();
  }

  public boolean hasMarkers() {
    return hasMarkers;
  }

  public boolean hasKeyValues() {
    return hasKeyValues;
  }

  /** Adds the wanted entries of an event's context to {@code target}, key and value in turn. */
  public void addContext(@Nullable Map<String, String> context, List<@Nullable Object> target) {
    if (context == null || context.isEmpty()) {
      return;
    }
    if (contextKeys.contains(ALL)) {
      for (Map.Entry<String, String> entry : context.entrySet()) {
        addUnlessId(entry.getKey(), entry.getValue(), target);
      }
      return;
    }
    for (String key : contextKeys) {
      addUnlessId(key, context.get(key), target);
    }
  }

  public void addThread(List<@Nullable Object> target) {
    if (hasThreads) {
      Thread thread = Thread.currentThread();
      add(THREAD_NAME, thread.getName(), target);
      add(THREAD_ID, idOf(thread), target);
    }
  }

  @SuppressWarnings("deprecation") // threadId() is newer than the oldest supported JDK
  private static long idOf(Thread thread) {
    return thread.getId();
  }

  /** A list for attributes, of the size that most events need. */
  public static List<@Nullable Object> attributes() {
    return new ArrayList<>(8);
  }

  private static void addUnlessId(
      String key, @Nullable String value, List<@Nullable Object> target) {
    if (!LogContext.isIdName(key) && value != null) {
      add(Key.of(key), value, target);
    }
  }

  private static void add(Key key, Object value, List<@Nullable Object> target) {
    target.add(key);
    target.add(value);
  }
}
