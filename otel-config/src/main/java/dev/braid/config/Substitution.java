/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Replaces {@code ${env:NAME}}, {@code ${env:NAME:-default}}, {@code ${NAME}} and {@code
 * ${file:PATH}} in values; {@code $$} is a dollar sign. A value that is nothing but one reference
 * is read as YAML again, so that it may be a number, a list or a mapping.
 *
 * @see <a href="https://opentelemetry.io/docs/collector/configuration/#environment-variables">the
 *     OpenTelemetry Collector's rules</a>
 */
final class Substitution {
  /** A file that is included is a secret, a list or a part of a configuration, not a data set. */
  private static final long MAX_FILE_BYTES = 1024 * 1024;

  private final UnaryOperator<@Nullable String> environment;
  private final Faults faults;

  /** Reads variables through {@code environment}, which answers null where there is none. */
  Substitution(UnaryOperator<@Nullable String> environment, Faults faults) {
    this.environment = environment;
    this.faults = faults;
  }

  ConfigNode apply(ConfigNode node) {
    switch (node.kind()) {
      case MAPPING:
        Map<String, ConfigNode> entries = new LinkedHashMap<>();
        node.entries().forEach((key, value) -> entries.put(key, apply(value)));
        return ConfigNode.mapping(node.position(), entries);
      case LIST:
        List<ConfigNode> items = new ArrayList<>();
        node.items().forEach(item -> items.add(apply(item)));
        return ConfigNode.list(node.position(), items);
      case TEXT:
        return node.text().indexOf('$') < 0 ? node : replaced(node);
      default:
        return node;
    }
  }

  private ConfigNode replaced(ConfigNode node) {
    String text = node.text();
    boolean isOneReference =
        text.startsWith("${") && text.indexOf('}') == text.length() - 1 && !node.isQuoted();
    String value = replace(text, node.position());
    if (!isOneReference) {
      return ConfigNode.text(node.position(), value, node.isQuoted());
    }
    ConfigNode reread = parsed(node.position(), value);
    boolean isStructure =
        reread.kind() == ConfigNode.Kind.MAPPING || reread.kind() == ConfigNode.Kind.LIST;
    if (isStructure || value.isEmpty()) {
      return reread;
    }
    return ConfigNode.text(node.position(), value, false);
  }

  private static ConfigNode parsed(Position at, String value) {
    // What is no YAML is a text; its faults are nobody's business.
    ConfigNode read = new YamlReader(at.file(), new Faults(), at.line() - 1).read(value);
    return read.kind() == ConfigNode.Kind.EMPTY ? ConfigNode.empty(at) : read;
  }

  private String replace(String text, Position at) {
    StringBuilder result = new StringBuilder(text.length());
    int from = 0;
    while (true) {
      int dollar = text.indexOf('$', from);
      if (dollar < 0 || dollar == text.length() - 1) {
        return result.append(text, from, text.length()).toString();
      }
      result.append(text, from, dollar);
      char next = text.charAt(dollar + 1);
      int close = next == '{' ? text.indexOf('}', dollar) : -1;
      if (next == '$') {
        result.append('$');
        from = dollar + 2;
      } else if (close > 0) {
        result.append(resolve(text.substring(dollar + 2, close), at));
        from = close + 1;
      } else {
        result.append('$');
        from = dollar + 1;
      }
    }
  }

  private String resolve(String reference, Position at) {
    if (reference.startsWith("file:")) {
      return fileText(reference.substring("file:".length()), at);
    }
    String name = reference.startsWith("env:") ? reference.substring("env:".length()) : reference;
    int fallbackAt = name.indexOf(":-");
    String fallback = fallbackAt < 0 ? "" : name.substring(fallbackAt + 2);
    String variable = fallbackAt < 0 ? name : name.substring(0, fallbackAt);
    if (!variable.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      faults.add(
          at,
          "",
          "found ${"
              + reference
              + "}, allowed ${env:NAME}, ${env:NAME:-default}, ${file:PATH}"
              + " and $$ for a dollar sign");
      return "";
    }
    String value = environment.apply(variable);
    if (value == null && fallbackAt < 0) {
      faults.warn(at, "", "the variable " + variable + " is not set, taken as empty");
    }
    return value == null || (value.isEmpty() && fallbackAt >= 0) ? fallback : value;
  }

  private String fileText(String path, Position at) {
    try {
      Path file = Path.of(path);
      if (Files.size(file) > MAX_FILE_BYTES) {
        faults.add(at, "", "${file:" + path + "} is larger than " + MAX_FILE_BYTES + " bytes");
        return "";
      }
      return Files.readString(file, StandardCharsets.UTF_8).stripTrailing();
    } catch (IOException | InvalidPathException e) {
      faults.add(at, "", "${file:" + path + "} cannot be read: " + e);
      return "";
    }
  }
}
