/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

import dev.braid.otlp.AnyValueView;
import dev.braid.otlp.edit.AnyValue;
import dev.braid.otlp.edit.EditableAttributes;
import dev.braid.otlp.edit.EditableMessage;
import dev.braid.otlp.edit.Key;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Paths to attributes: all of them, or one by its key. */
final class AttributePaths implements MapTarget, Target.Indexed {
  private final Holder holder;

  AttributePaths(Holder holder) {
    this.holder = holder;
  }

  private @Nullable EditableAttributes attributes(Frame frame) {
    EditableMessage message = holder.message(frame);
    int field = holder.field(frame);
    return message == null || field == 0 ? null : message.attributes(field);
  }

  @Override
  public Object get(Frame frame) {
    return read(frame);
  }

  @Override
  public Map<String, @Nullable Object> read(Frame frame) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    EditableAttributes attributes = attributes(frame);
    while (attributes != null && attributes.next()) {
      map.putIfAbsent(attributes.key().toString(), AnyValue.toObject(attributes.value()));
    }
    return map;
  }

  @Override
  public void set(Frame frame, Object value) {
    if (!(value instanceof Map)) {
      throw EvaluationException.type("a map", value);
    }
    EditableAttributes attributes = attributes(frame);
    if (attributes != null) {
      attributes.clear();
      Nested.asMap(value)
          .forEach((key, content) -> attributes.put(Key.of(key), AnyValue.ofObject(content)));
    }
  }

  @Override
  public void removeIf(Frame frame, Predicate<String> condition) {
    EditableAttributes attributes = attributes(frame);
    while (attributes != null && attributes.next()) {
      if (condition.test(attributes.key().toString())) {
        attributes.removeCurrent();
      }
    }
  }

  @Override
  public void remove(Frame frame, String key) {
    EditableAttributes attributes = attributes(frame);
    if (attributes != null) {
      attributes.remove(Key.of(key));
    }
  }

  @Override
  public Target at(List<Getter> keys) {
    return new Element(keys);
  }

  /** One attribute, or what lies in it. */
  final class Element implements Target {
    private final List<Getter> keys;
    private final @Nullable Key known;

    private Element(List<Getter> keys) {
      this.keys = List.copyOf(keys);
      this.known =
          keys.get(0) instanceof Constant constant && constant.value() instanceof String text
              ? Key.of(text)
              : null;
    }

    private Key key(Frame frame) {
      return known == null ? Key.of(Nested.text(keys.get(0).get(frame))) : known;
    }

    /** The attribute where it lies, null if it is absent or the path leads into it. */
    @Nullable AnyValueView view(Frame frame) {
      EditableAttributes attributes = attributes(frame);
      return attributes == null || keys.size() > 1 ? null : attributes.get(key(frame));
    }

    /** Whether the path ends at the attribute itself. */
    boolean isWhole() {
      return keys.size() == 1;
    }

    @Override
    public @Nullable Object get(Frame frame) {
      EditableAttributes attributes = attributes(frame);
      AnyValueView value = attributes == null ? null : attributes.get(key(frame));
      if (value == null) {
        return null;
      }
      return Nested.get(frame, AnyValue.toObject(value), keys, 1);
    }

    @Override
    public void set(Frame frame, Object value) {
      EditableAttributes attributes = attributes(frame);
      if (attributes == null) {
        return;
      }
      Key key = key(frame);
      Object whole = value;
      if (keys.size() > 1) {
        AnyValueView current = attributes.get(key);
        Object before = current == null ? null : AnyValue.toObject(current);
        whole = Nested.set(frame, before, keys, 1, value);
      }
      attributes.put(key, Nested.encode(whole));
    }
  }
}
