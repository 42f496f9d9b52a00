/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.settings;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a file of settings says, under property names, with the place of each value. Immutable once
 * it is read.
 */
final class SettingFile {
  /** No file is named. */
  static final SettingFile NONE =
      new SettingFile(
          "",
          false,
          Collections.emptyMap(),
          Collections.emptyMap(),
          Collections.emptyMap(),
          Collections.emptySet());

  final String path;

  /** Whether it is OpenTelemetry's declarative form, beside which nothing else is asked. */
  final boolean isDeclarative;

  final Map<String, String> values;

  /** {@code file:line:column} by property name, where it is known. */
  final Map<String, String> places;

  /** Attributes of the resource with their types: texts, boxed numbers and booleans, lists. */
  final Map<String, Object> attributes;

  /** Environment variables that the file refers to. */
  final Set<String> variables;

  SettingFile(
      String path,
      boolean isDeclarative,
      Map<String, String> values,
      Map<String, String> places,
      Map<String, Object> attributes,
      Set<String> variables) {
    this.path = path;
    this.isDeclarative = isDeclarative;
    this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    this.places = Collections.unmodifiableMap(new LinkedHashMap<>(places));
    this.attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    this.variables = Collections.unmodifiableSet(new LinkedHashSet<>(variables));
  }

  /** The file that the environment or the properties name, read; faults are added to the lists. */
  static SettingFile named(SettingSource named, List<String> faults, List<String> warnings) {
    String declarative = named.text("otel.config.file");
    if (declarative == null) {
      declarative = named.text("otel.experimental.config.file");
    }
    String plain = named.text("otel.javaagent.configuration-file");
    if (declarative == null) {
      return plain == null ? NONE : PropertiesFile.read(plain, faults);
    }
    if (plain != null) {
      warnings.add(
          "otel.javaagent.configuration-file: "
              + plain
              + " is not read, because otel.config.file names "
              + declarative
              + "; keep one of them");
    }
    return DeclarativeFile.read(declarative, named.environment(), faults, warnings);
  }
}
