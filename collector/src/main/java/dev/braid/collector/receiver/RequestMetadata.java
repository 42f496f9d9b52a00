/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver;

import com.linecorp.armeria.common.HttpHeaders;
import dev.braid.config.Section;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which of a request's headers stay with its batch: all or none, as {@code include_metadata} says.
 * Names are in lower case; several values of one name are joined by a comma.
 *
 * <p>Their size is bounded by what the server takes as headers.
 */
public record RequestMetadata(boolean isKept) {

  /** Reads {@code include_metadata}. */
  public static RequestMetadata read(Section section) {
    return new RequestMetadata(section.bool("include_metadata", false));
  }

  /** What stays of {@code headers}; a sender's numbering of its batches always does. */
  Map<String, String> of(HttpHeaders headers) {
    if (!isKept) {
      return ResendHeaders.of(headers);
    }
    Map<String, String> kept = new LinkedHashMap<>();
    headers.forEach(
        (name, value) -> {
          String key = name.toString();
          if (!key.startsWith(":")) {
            kept.merge(key, value, (first, more) -> first + "," + more);
          }
        });
    return kept;
  }
}
