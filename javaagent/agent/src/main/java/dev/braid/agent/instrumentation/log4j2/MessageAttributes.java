/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.log4j2;

import dev.braid.agent.logs.LogCapture;
import dev.braid.agent.trace.Key;
import java.util.List;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.ThreadContext;
import org.jspecify.annotations.Nullable;

/** What belongs to a message and becomes attributes, as {@link LogCapture} wants it. */
final class MessageAttributes {
  private static final Key MARKER = Key.of("log4j.marker");
  private static final @Nullable Object[] NONE = {};

  private MessageAttributes() {}

  static @Nullable Object[] of(@Nullable Marker marker) {
    LogCapture capture = LogCapture.log4j();
    if (capture.isNothing()) {
      return NONE;
    }
    List<@Nullable Object> attributes = LogCapture.attributes();
    capture.addThread(attributes);
    if (capture.hasMarkers() && marker != null) {
      attributes.add(MARKER);
      attributes.add(marker.getName());
    }
    capture.addContext(ThreadContext.getImmutableContext(), attributes);
    return attributes.toArray();
  }
}
