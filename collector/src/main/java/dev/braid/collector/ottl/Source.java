/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

import dev.braid.config.ConfigNode;
import dev.braid.config.Section;
import dev.braid.otlp.Signal;
import java.util.List;
import java.util.Optional;

/** Statements and conditions in a configuration: what is wrong is told with its place. */
public final class Source {
  private final Section section;
  private final Signal signal;

  /** Reads lists of {@code section} about {@code signal}. */
  public Source(Section section, Signal signal) {
    this.section = section;
    this.signal = signal;
  }

  /** Something that takes the text of a statement or condition. */
  @FunctionalInterface
  public interface Taker {
    void take(String text) throws SyntaxException;
  }

  /** Hands each text of {@code nodes}, found at {@code key}, to {@code taker}. */
  public void each(String key, List<ConfigNode> nodes, Taker taker) {
    for (ConfigNode node : nodes) {
      if (node.kind() != ConfigNode.Kind.TEXT) {
        fault(key, node, "found no text, allowed a statement or condition");
        continue;
      }
      try {
        taker.take(node.text());
      } catch (SyntaxException e) {
        fault(key, node, "`" + shortened(node.text()) + "` column " + e.column() + ": " + e.what());
      }
    }
  }

  /** Hands over nothing that is faulty, and tells nothing: for a look ahead. */
  private static void quietly(List<ConfigNode> nodes, Taker taker) {
    for (ConfigNode node : nodes) {
      try {
        taker.take(node.text());
      } catch (SyntaxException e) {
        // Told when it is compiled.
      }
    }
  }

  /** The context that {@code key} of the section names; empty, with a fault, for a wrong one. */
  public Optional<OttlContext> named(String key) {
    List<String> names = OttlContext.of(signal).stream().map(OttlContext::written).toList();
    String name = section.choice(key, "", names);
    return OttlContext.of(name);
  }

  /** The innermost context that the paths of the texts name; a fault at {@code key} if none. */
  public Optional<OttlContext> inferred(
      String key, List<ConfigNode> statements, List<ConfigNode> conditions) {
    Inference inference = new Inference(signal);
    quietly(statements, inference::addStatement);
    quietly(conditions, inference::addCondition);
    if (inference.context().isPresent()) {
      return inference.context();
    }
    List<ConfigNode> all = statements.isEmpty() ? conditions : statements;
    // What cannot even be parsed says so itself.
    each(key, statements, Parser::statement);
    each(key, conditions, Parser::condition);
    if (!all.isEmpty() && section.faults().isEmpty()) {
      List<String> names = OttlContext.of(signal).stream().map(OttlContext::written).toList();
      fault(
          key,
          all.get(0),
          "no path names its context, allowed a prefix such as "
              + names.get(names.size() - 1)
              + ".attributes[\"key\"], or the key context; contexts: "
              + String.join(", ", names));
    }
    return Optional.empty();
  }

  private void fault(String key, ConfigNode node, String message) {
    section.faults().add(node.position(), section.pathOf(key), message);
  }

  private static String shortened(String text) {
    return text.length() > 80 ? text.substring(0, 80) + "..." : text;
  }
}
