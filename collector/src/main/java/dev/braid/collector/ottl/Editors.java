/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

import com.google.re2j.Pattern;
import dev.braid.collector.ottl.Arguments.Of;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The editors.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/pkg/ottl/ottlfuncs/README.md#editors">
 *     Editors</a>
 */
final class Editors {
  private static final String REPLACEMENT = " replacement function? replacement_format?";

  private Editors() {}

  static void define(Functions.Registrar<Functions.Editor> editors) {
    editors.add("set", "target value", Editors::set);
    editors.add("delete_key", "target key", Editors::deleteKey);
    editors.add("delete_matching_keys", "target pattern", a -> removeMatching(a, true));
    editors.add("keep_matching_keys", "target pattern", a -> removeMatching(a, false));
    editors.add("keep_keys", "target keys", Editors::keepKeys);
    editors.add("truncate_all", "target limit utf8_safe?", Editors::truncateAll);
    editors.add("limit", "target limit priority_keys", Editors::limit);
    editors.add("replace_pattern", "target regex_pattern" + REPLACEMENT, Editors::replacePattern);
    editors.add("replace_match", "target pattern" + REPLACEMENT, Editors::replaceMatch);
    editors.add(
        "replace_all_patterns", "target mode regex_pattern" + REPLACEMENT, Editors::replaceAll);
    editors.add("replace_all_matches", "target pattern" + REPLACEMENT, Editors::replaceAllMatches);
    editors.add("merge_maps", "target source strategy", Editors::mergeMaps);
    editors.add("append", "target value? values?", Editors::append);
    editors.add("flatten", "target prefix? depth? resolve_conflicts?", Editors::flatten);
  }

  private static Action set(Arguments arguments) throws SyntaxException {
    Target target = arguments.target(0);
    Getter value = arguments.value(1);
    return frame -> {
      Object content = value.get(frame);
      // No field can be set to nil.
      if (content != null) {
        target.set(frame, content);
      }
    };
  }

  private static Action deleteKey(Arguments arguments) throws SyntaxException {
    MapTarget target = arguments.mapTarget(0);
    Of<String> key = arguments.string(1);
    return frame -> target.remove(frame, key.get(frame));
  }

  private static Action removeMatching(Arguments arguments, boolean removes)
      throws SyntaxException {
    MapTarget target = arguments.mapTarget(0);
    Of<Pattern> pattern = arguments.pattern(1);
    return frame -> {
      Pattern compiled = pattern.get(frame);
      target.removeIf(frame, key -> compiled.matcher(key).find() == removes);
    };
  }

  private static Action keepKeys(Arguments arguments) throws SyntaxException {
    MapTarget target = arguments.mapTarget(0);
    List<Of<String>> keys = arguments.strings(1);
    return frame -> {
      Set<String> kept = new HashSet<>();
      keys.forEach(key -> kept.add(key.get(frame)));
      target.removeIf(frame, key -> !kept.contains(key));
    };
  }

  private static Action limit(Arguments arguments) throws SyntaxException {
    MapTarget target = arguments.mapTarget(0);
    long limit = arguments.count(1, 0);
    List<Of<String>> priority = arguments.strings(2);
    if (priority.size() > limit) {
      throw arguments.wrong(1, "allowed at least the number of priority_keys");
    }
    return frame -> {
      Map<String, @Nullable Object> map = target.read(frame);
      if (map.size() <= limit) {
        return;
      }
      Set<String> kept = new HashSet<>();
      for (Of<String> key : priority) {
        if (map.containsKey(key.get(frame))) {
          kept.add(key.get(frame));
        }
      }
      for (String key : map.keySet()) {
        if (kept.size() < limit) {
          kept.add(key);
        }
      }
      target.removeIf(frame, key -> !kept.contains(key));
    };
  }

  /** What becomes of each value of a map; writes the map only if one has changed. */
  private interface Edit {
    @Nullable Object apply(@Nullable Object value);
  }

  private static void editValues(MapTarget target, Frame frame, Edit edit) {
    Map<String, @Nullable Object> map = target.read(frame);
    boolean changed = false;
    for (Map.Entry<String, @Nullable Object> entry : map.entrySet()) {
      Object value = edit.apply(entry.getValue());
      changed |= !Objects.equals(value, entry.getValue());
      entry.setValue(value);
    }
    if (changed) {
      target.set(frame, map);
    }
  }

  private static Action truncateAll(Arguments arguments) throws SyntaxException {
    MapTarget target = arguments.mapTarget(0);
    long limit = arguments.count(1, 0);
    arguments.flag(2);
    return frame ->
        editValues(
            target,
            frame,
            value -> value instanceof String text ? Texts.truncate(text, limit) : value);
  }

  private static Action replacePattern(Arguments arguments) throws SyntaxException {
    Target target = arguments.target(0);
    Of<Pattern> pattern = arguments.pattern(1);
    Replacement replacement = Replacement.of(arguments, 2);
    return frame -> {
      if (target.get(frame) instanceof String text && pattern.get(frame).matcher(text).find()) {
        target.set(frame, replacement.inAll(frame, pattern.get(frame), text));
      }
    };
  }

  private static Action replaceMatch(Arguments arguments) throws SyntaxException {
    Target target = arguments.target(0);
    Of<Pattern> glob = arguments.glob(1);
    Replacement replacement = Replacement.of(arguments, 2);
    return frame -> {
      if (target.get(frame) instanceof String text && glob.get(frame).matcher(text).find()) {
        target.set(frame, replacement.whole(frame));
      }
    };
  }

  private static Action replaceAllMatches(Arguments arguments) throws SyntaxException {
    MapTarget target = arguments.mapTarget(0);
    Of<Pattern> glob = arguments.glob(1);
    Replacement replacement = Replacement.of(arguments, 2);
    return frame -> {
      Pattern pattern = glob.get(frame);
      String text = replacement.whole(frame);
      editValues(
          target,
          frame,
          value -> value instanceof String old && pattern.matcher(old).find() ? text : value);
    };
  }

  private static Action replaceAll(Arguments arguments) throws SyntaxException {
    MapTarget target = arguments.mapTarget(0);
    boolean inKeys = arguments.word(1, "key", "value").equals("key");
    Of<Pattern> pattern = arguments.pattern(2);
    Replacement replacement = Replacement.of(arguments, 3);
    return frame -> {
      Pattern compiled = pattern.get(frame);
      if (inKeys) {
        replaceKeys(target, frame, compiled, replacement);
      } else {
        editValues(
            target,
            frame,
            value ->
                value instanceof String text ? replacement.inAll(frame, compiled, text) : value);
      }
    };
  }

  private static void replaceKeys(
      MapTarget target, Frame frame, Pattern pattern, Replacement replacement) {
    Map<String, @Nullable Object> renamed = new LinkedHashMap<>();
    boolean changed = false;
    for (Map.Entry<String, @Nullable Object> entry : target.read(frame).entrySet()) {
      String key = replacement.inAll(frame, pattern, entry.getKey());
      changed |= !key.equals(entry.getKey());
      renamed.put(key, entry.getValue());
    }
    if (changed) {
      target.set(frame, renamed);
    }
  }

  private static Action mergeMaps(Arguments arguments) throws SyntaxException {
    MapTarget target = arguments.mapTarget(0);
    Of<Map<String, @Nullable Object>> source = arguments.map(1);
    String strategy = arguments.word(2, "insert", "update", "upsert");
    return frame -> {
      Map<String, @Nullable Object> merged = target.read(frame);
      source
          .get(frame)
          .forEach(
              (key, value) -> {
                boolean exists = merged.containsKey(key);
                if (strategy.equals("upsert") || exists == strategy.equals("update")) {
                  merged.put(key, value);
                }
              });
      target.set(frame, merged);
    };
  }

  private static Action append(Arguments arguments) throws SyntaxException {
    Target target = arguments.target(0);
    List<Getter> values = new ArrayList<>();
    if (arguments.has(1)) {
      values.add(arguments.value(1));
    }
    values.addAll(arguments.list(2));
    if (values.isEmpty()) {
      throw arguments.wrong(1, "append needs value or values");
    }
    return frame -> {
      Object current = target.get(frame);
      List<@Nullable Object> list = new ArrayList<>();
      if (current instanceof List<?> elements) {
        list.addAll(elements);
      } else if (current != null) {
        list.add(current);
      }
      values.forEach(value -> list.add(value.get(frame)));
      target.set(frame, list);
    };
  }

  private static Action flatten(Arguments arguments) throws SyntaxException {
    MapTarget target = arguments.mapTarget(0);
    String prefix = arguments.has(1) ? arguments.word(1) : "";
    long depth = arguments.has(2) ? arguments.count(2, 1) : Long.MAX_VALUE;
    boolean resolves = arguments.flag(3);
    return frame ->
        target.set(frame, new Flattening(depth, resolves).of(target.read(frame), prefix));
  }
}
