/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.graph;

import dev.braid.config.NearestName;
import dev.braid.config.Section;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** The factories of one kind of component, by every name that they answer to. */
final class ComponentKind<F> {
  private final String name;
  private final Map<String, F> factories = new TreeMap<>();

  /** The kind that messages call {@code name}. */
  ComponentKind(
      String name, Class<F> kind, Function<F, String> type, Function<F, Set<String>> aliases) {
    this.name = name;
    for (F factory : ServiceLoader.load(kind)) {
      factories.put(type.apply(factory), factory);
      aliases.apply(factory).forEach(alias -> factories.put(alias, factory));
    }
  }

  /** The factory of the component {@code id} in {@code section}; a fault if there is none. */
  Optional<F> factory(Section section, String id) {
    String type = typeOf(id);
    F factory = factories.get(type);
    if (factory == null) {
      section.fault(id, unknown(type));
    }
    return Optional.ofNullable(factory);
  }

  private String unknown(String type) {
    Collection<String> allowed = factories.keySet();
    return KnownComponents.alternative(name, type)
        .map(instead -> "Braid has no " + name + " '" + type + "': " + instead)
        .orElseGet(
            () ->
                "found unknown "
                    + name
                    + " '"
                    + type
                    + "', allowed "
                    + String.join(", ", allowed)
                    + NearestName.hint(type, allowed));
  }

  /** The type in a component id: what stands before the slash. */
  static String typeOf(String id) {
    int slash = id.indexOf('/');
    return (slash < 0 ? id : id.substring(0, slash)).strip();
  }
}
