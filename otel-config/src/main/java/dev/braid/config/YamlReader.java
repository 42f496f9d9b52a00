/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Turns YAML 1.2 text into a {@link ConfigNode} with the place of every value. */
final class YamlReader {
  /** Aliases multiply; this many are more than any hand-written file has. */
  private static final int MAX_ALIASES = 50;

  /** No file of settings nests deeper; a hostile one would overflow the stack. */
  private static final int MAX_DEPTH = 50;

  /** Text of one file; a configuration is kilobytes. */
  private static final int MAX_CHARS = 4 * 1024 * 1024;

  private final String file;
  private final Faults faults;
  private final int lineOffset;

  YamlReader(String file, Faults faults) {
    this(file, faults, 0);
  }

  /** A reader whose first line stands at {@code lineOffset + 1} of the file. */
  YamlReader(String file, Faults faults, int lineOffset) {
    this.file = file;
    this.faults = faults;
    this.lineOffset = lineOffset;
  }

  /** The tree of {@code yaml}; an empty node, and a fault, where it is no YAML. */
  ConfigNode read(String yaml) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file)
            .setMaxAliasesForCollections(MAX_ALIASES)
            .setCodePointLimit(MAX_CHARS)
            .setUseMarks(true)
            .build();
    try {
      if (isTooDeep(settings, yaml)) {
        return ConfigNode.empty(start());
      }
      Optional<Node> root = new Compose(settings).composeString(yaml);
      return root.isPresent() ? node(root.get()) : ConfigNode.empty(start());
    } catch (MarkedYamlEngineException e) {
      Position at = e.getProblemMark().map(this::position).orElse(start());
      faults.add(at, "", "not YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      faults.add(start(), "", "not YAML: " + e.getMessage());
    }
    return ConfigNode.empty(start());
  }

  /** Composing recurses, so depth is measured on the flat events first. */
  private boolean isTooDeep(LoadSettings settings, String yaml) {
    int depth = 0;
    for (Event event : new Parse(settings).parseString(yaml)) {
      if (event instanceof CollectionStartEvent && ++depth > MAX_DEPTH) {
        Position at = event.getStartMark().map(this::position).orElse(start());
        faults.add(at, "", "nested deeper than " + MAX_DEPTH + " levels");
        return true;
      }
      depth -= event instanceof CollectionEndEvent ? 1 : 0;
    }
    return false;
  }

  private Position start() {
    return new Position(file, 0, 0);
  }

  private ConfigNode node(Node node) {
    Position at = node.getStartMark().map(this::position).orElse(start());
    if (node instanceof MappingNode) {
      return mapping((MappingNode) node, at);
    }
    if (node instanceof SequenceNode) {
      List<ConfigNode> items = new ArrayList<>();
      for (Node item : ((SequenceNode) node).getValue()) {
        items.add(node(item));
      }
      return ConfigNode.list(at, items);
    }
    ScalarNode scalar = (ScalarNode) node;
    boolean quoted = scalar.getScalarStyle() != ScalarStyle.PLAIN;
    boolean isEmpty = !quoted && scalar.getTag().equals(Tag.NULL);
    return isEmpty ? ConfigNode.empty(at) : ConfigNode.text(at, scalar.getValue(), quoted);
  }

  private ConfigNode mapping(MappingNode node, Position at) {
    Map<String, ConfigNode> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : node.getValue()) {
      Position keyAt = tuple.getKeyNode().getStartMark().map(this::position).orElse(at);
      if (!(tuple.getKeyNode() instanceof ScalarNode)) {
        faults.add(keyAt, "", "a key must be a name, found a mapping or a list");
        continue;
      }
      String key = ((ScalarNode) tuple.getKeyNode()).getValue();
      ConfigNode value = node(tuple.getValueNode());
      boolean isBlock = value.kind() != ConfigNode.Kind.TEXT;
      // A message about a block points at its key, where the eye looks for it.
      ConfigNode placed = isBlock ? at(value, keyAt) : value;
      if (entries.put(key, placed) != null) {
        faults.add(keyAt, key, "the key stands here twice");
      }
    }
    return ConfigNode.mapping(at, entries);
  }

  private static ConfigNode at(ConfigNode node, Position position) {
    switch (node.kind()) {
      case MAPPING:
        return ConfigNode.mapping(position, node.entries());
      case LIST:
        return ConfigNode.list(position, node.items());
      default:
        return ConfigNode.empty(position);
    }
  }

  private Position position(Mark mark) {
    return new Position(file, mark.getLine() + 1 + lineOffset, mark.getColumn() + 1);
  }
}
