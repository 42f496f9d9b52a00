/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.braid.agent.logs.LogCapture;
import dev.braid.agent.trace.Key;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/** What of an event becomes attributes, as {@link LogCapture} wants it. */
final class EventAttributes {
  private static final Key MARKER = Key.of("logback.marker");
  private static final @Nullable Object[] NONE = {};

  /** {@code ILoggingEvent.getKeyValuePairs()}, which Logback 1.3 brought; null before. */
  private static final @Nullable MethodHandle KEY_VALUES = list("getKeyValuePairs");

  /** {@code ILoggingEvent.getMarkerList()}, which Logback 1.3 brought; null before. */
  private static final @Nullable MethodHandle MARKERS = list("getMarkerList");

  private EventAttributes() {}

  static @Nullable Object[] of(ILoggingEvent event) {
    LogCapture capture = LogCapture.logback();
    if (capture.isNothing()) {
      return NONE;
    }
    List<@Nullable Object> attributes = LogCapture.attributes();
    capture.addThread(attributes);
    if (capture.hasMarkers()) {
      addMarkers(event, attributes);
    }
    if (capture.hasKeyValues()) {
      for (Object pair : listed(KEY_VALUES, event)) {
        attributes.add(Key.of(((KeyValuePair) pair).key));
        attributes.add(((KeyValuePair) pair).value);
      }
    }
    capture.addContext(event.getMDCPropertyMap(), attributes);
    return attributes.toArray();
  }

  private static void addMarkers(ILoggingEvent event, List<@Nullable Object> attributes) {
    if (MARKERS == null) {
      Marker marker = event.getMarker();
      if (marker != null) {
        attributes.add(MARKER);
        attributes.add(new String[] {marker.getName()});
      }
      return;
    }
    List<?> markers = listed(MARKERS, event);
    if (!markers.isEmpty()) {
      String[] names = new String[markers.size()];
      for (int i = 0; i < names.length; i++) {
        names[i] = ((Marker) markers.get(i)).getName();
      }
      attributes.add(MARKER);
      attributes.add(names);
    }
  }

  private static List<?> listed(@Nullable MethodHandle getter, ILoggingEvent event) {
    if (getter == null) {
      return List.of();
    }
    try {
      List<?> list = (List<?>) getter.invoke(event);
      return list == null ? List.of() : list;
    } catch (Throwable ofForeignEvent) {
      return List.of();
    }
  }

  private static @Nullable MethodHandle list(String getter) {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(ILoggingEvent.class, getter, MethodType.methodType(List.class));
    } catch (ReflectiveOperationException before13) {
      return null;
    }
  }
}
