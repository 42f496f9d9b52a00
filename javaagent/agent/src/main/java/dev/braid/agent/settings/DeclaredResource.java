/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.settings;

import dev.braid.config.ConfigNode;
import dev.braid.config.Faults;
import dev.braid.config.Section;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code resource} of a declarative file. */
final class DeclaredResource {
  private static final List<String> DETECTORS =
      List.of("container", "host", "os", "process", "service");

  private static final List<String> TYPES =
      List.of(
          "string",
          "bool",
          "int",
          "double",
          "string_array",
          "bool_array",
          "int_array",
          "double_array");

  private DeclaredResource() {}

  static void read(Section resource, DeclaredValues values) {
    String list = resource.optionalString("attributes_list");
    if (list != null) {
      pairs(resource, list, values);
    }
    for (ConfigNode item : resource.items("attributes")) {
      attribute(Section.of(resource.pathOf("attributes"), item, resource.faults()), values);
    }
    resource.ignored("schema_url", "the resource is sent without one");
    detectors(resource.section("detection/development"), values);
  }

  /** Lower in precedence than {@code attributes}, so read first. */
  private static void pairs(Section resource, String list, DeclaredValues values) {
    int start = 0;
    while (start < list.length()) {
      int comma = list.indexOf(',', start);
      int end = comma < 0 ? list.length() : comma;
      String pair = list.substring(start, end).trim();
      int equals = pair.indexOf('=');
      if (equals > 0) {
        String text = PercentCode.decode(pair.substring(equals + 1).trim());
        values.attributes.put(pair.substring(0, equals).trim(), text);
      } else if (!pair.isEmpty()) {
        resource.fault(
            "attributes_list",
            "found '" + pair + "', allowed pairs such as name=value,other=value");
      }
      start = end + 1;
    }
  }

  private static void attribute(Section attribute, DeclaredValues values) {
    String name = attribute.requiredString("name");
    String type = attribute.choice("type", "string", TYPES);
    Object value = value(attribute, type);
    if (value != null && !name.isEmpty()) {
      values.attributes.put(name, value);
    }
    attribute.rejectUnknownKeys();
  }

  private static @Nullable Object value(Section attribute, String type) {
    ConfigNode node = attribute.node("value");
    if (node.kind() == ConfigNode.Kind.EMPTY && attribute.has("value")) {
      return null; // a variable that is not set
    }
    if (!type.endsWith("_array")) {
      return single(attribute, node, type);
    }
    if (node.kind() != ConfigNode.Kind.LIST) {
      attribute.fault("value", "allowed a list, because the type is " + type);
      return null;
    }
    List<Object> all = new ArrayList<>();
    for (ConfigNode item : node.items()) {
      Object one = single(attribute, item, type.substring(0, type.indexOf('_')));
      if (one != null) {
        all.add(one);
      }
    }
    return all;
  }

  private static @Nullable Object single(Section attribute, ConfigNode node, String type) {
    Faults faults = attribute.faults();
    String path = attribute.pathOf("value");
    if (node.kind() != ConfigNode.Kind.TEXT) {
      faults.add(node.position(), path, "allowed a " + type);
      return null;
    }
    String text = node.text();
    try {
      switch (type) {
        case "int":
          return Long.valueOf(text);
        case "double":
          return Double.valueOf(text);
        case "bool":
          if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
          }
          break;
        default:
          return text;
      }
    } catch (NumberFormatException notOne) {
      // Reported below.
    }
    faults.add(node.position(), path, "found '" + text + "', allowed a value of type " + type);
    return null;
  }

  private static void detectors(Section detection, DeclaredValues values) {
    detection.ignored("attributes", "write otel.resource.disabled.keys to leave attributes out");
    if (!detection.has("detectors")) {
      return;
    }
    List<String> names = new ArrayList<>();
    for (ConfigNode item : detection.items("detectors")) {
      for (String name : item.entries().keySet()) {
        names.add(name);
        if (!DETECTORS.contains(name)) {
          detection
              .faults()
              .warn(
                  item.position(),
                  detection.pathOf("detectors"),
                  name + " is ignored: the detectors here are " + String.join(", ", DETECTORS));
        }
      }
    }
    String all = names.isEmpty() ? "none" : String.join(",", names);
    values.put("braid.resource.detectors", all, detection.node("detectors"));
  }
}
