/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.match;

import dev.braid.config.ConfigNode;
import dev.braid.config.Section;
import dev.braid.otlp.Fields;
import dev.braid.otlp.edit.EditableMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An instrumentation scope.
 *
 * @param version null for any
 */
record LibraryMatch(NameSet name, @Nullable NameSet version) {

  static List<LibraryMatch> read(Section section, String key, NameSet.Kind kind) {
    List<LibraryMatch> matches = new ArrayList<>();
    for (ConfigNode node : section.items(key)) {
      Section item = Section.of(section.pathOf(key), node, section.faults());
      NameSet name = NameSet.of(item, "name", List.of(item.string("name", "")), kind);
      NameSet version =
          item.has("version")
              ? NameSet.of(item, "version", List.of(item.string("version", "")), kind)
              : null;
      item.rejectUnknownKeys();
      matches.add(new LibraryMatch(name, version));
    }
    return List.copyOf(matches);
  }

  boolean matches(EditableMessage scope) {
    return name.matches(scope.text(Fields.Scope.NAME))
        && (version == null || version.matches(scope.text(Fields.Scope.VERSION)));
  }
}
