/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.settings;

import dev.braid.config.ConfigNode;
import dev.braid.config.Section;
import java.util.Map;

/**
 * Reads what a declarative file says of instrumentations: which are switched on, and the settings
 * that they have. {@code java.jdbc.enabled} is the property {@code
 * otel.instrumentation.jdbc.enabled}; underscores stand for hyphens.
 */
final class DeclaredInstrumentation {
  private static final String PREFIX = "otel.instrumentation.";
  private static final String EXPERIMENTAL = "/development";

  private DeclaredInstrumentation() {}

  static void read(Section root, DeclaredValues values) {
    Section instrumentation = root.section("instrumentation/development");
    for (String language : instrumentation.keys()) {
      if (language.equals("general")) {
        instrumentation.ignored("general", "only settings below java are read");
      } else if (language.equals("java")) {
        add(PREFIX, instrumentation.node("java"), values);
      } else {
        instrumentation.node(language); // another language's agent reads it
      }
    }
    for (String distribution : root.section("distribution").keys()) {
      root.section("distribution").node(distribution);
    }
    if (root.section("distribution").has("javaagent")) {
      switches(
          root.section("distribution").section("javaagent").section("instrumentation"), values);
    }
  }

  private static void add(String prefix, ConfigNode node, DeclaredValues values) {
    for (Map.Entry<String, ConfigNode> entry : node.entries().entrySet()) {
      String name = propertyPart(entry.getKey());
      ConfigNode value = entry.getValue();
      if (value.kind() == ConfigNode.Kind.MAPPING) {
        add(prefix + name + '.', value, values);
      } else if (value.kind() != ConfigNode.Kind.EMPTY) {
        values.put(prefix + name, commaSeparated(value), value);
      }
    }
  }

  private static String commaSeparated(ConfigNode value) {
    if (value.kind() == ConfigNode.Kind.TEXT) {
      return value.text();
    }
    StringBuilder text = new StringBuilder();
    for (ConfigNode item : value.items()) {
      text.append(text.length() == 0 ? "" : ",").append(item.text());
    }
    return text.toString();
  }

  private static String propertyPart(String key) {
    boolean isExperimental = key.endsWith(EXPERIMENTAL);
    String stable = isExperimental ? key.substring(0, key.length() - EXPERIMENTAL.length()) : key;
    String name = stable.replace('_', '-');
    if (!isExperimental) {
      return name;
    }
    return name.equals("log-attributes") ? "experimental-log-attributes" : "experimental." + name;
  }

  private static void switches(Section section, DeclaredValues values) {
    if (section.has("default_enabled") && !section.bool("default_enabled", true)) {
      values.put(PREFIX + "common.default-enabled", "false", section.node("default_enabled"));
    }
    for (String name : section.strings("disabled")) {
      values.put(PREFIX + name.replace('_', '-') + ".enabled", "false", section.node("disabled"));
    }
    for (String name : section.strings("enabled")) {
      values.put(PREFIX + name.replace('_', '-') + ".enabled", "true", section.node("enabled"));
    }
  }
}
