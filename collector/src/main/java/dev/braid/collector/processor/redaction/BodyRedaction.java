/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.redaction;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Redacts a log record's body, whose maps are treated as attributes are. One thread. */
final class BodyRedaction {
  private final RedactionSettings settings;
  private final Summary summary = new Summary();

  BodyRedaction(RedactionSettings settings) {
    this.settings = settings;
  }

  Summary summary() {
    return summary;
  }

  /** The body as it may be seen; {@code body} itself if nothing is to be hidden. */
  @Nullable Object redact(@Nullable Object body) {
    return redact("", body);
  }

  private @Nullable Object redact(String path, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return redactMap(path, map);
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> result = new ArrayList<>();
      for (int i = 0; i < list.size(); i++) {
        result.add(redact(join(path, "[" + i + "]"), list.get(i)));
      }
      return result;
    }
    String text = value == null || value instanceof byte[] ? "" : value.toString();
    if (settings.allowsValue(text)) {
      if (!path.isEmpty()) {
        summary.allowed.add(path);
      }
      return value;
    }
    String masked = settings.masked(text);
    if (masked.equals(text)) {
      return value;
    }
    summary.masked.add(path.isEmpty() ? "body" : path);
    return masked;
  }

  private Map<String, @Nullable Object> redactMap(String path, Map<?, ?> map) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    map.forEach(
        (name, value) -> {
          String key = String.valueOf(name);
          String inner = join(path, key);
          if (settings.ignores(key)) {
            summary.ignored.add(inner);
            result.put(key, value);
          } else if (settings.removes(key)) {
            summary.redacted.add(inner);
          } else if (settings.masksAllOf(key)) {
            summary.masked.add(inner);
            result.put(key, settings.mask().replaceAll(value instanceof String text ? text : ""));
          } else {
            result.put(key, redact(inner, value));
          }
        });
    return result;
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
