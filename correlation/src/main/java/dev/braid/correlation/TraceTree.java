/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.correlation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One trace joined: its spans under their parents, its log records under the span that was current
 * at the call, both in time order.
 *
 * @param roots spans without a parent, and spans whose parent did not arrive, by start time
 * @param unplacedLogs records of the trace whose span did not arrive
 */
public record TraceTree(List<Node> roots, List<LogFact> unplacedLogs) {
  private static final Comparator<Node> BY_START =
      Comparator.comparingLong((Node node) -> node.span().startEpochNanos())
          .thenComparing(node -> node.span().spanId());

  /** A span with what happened below it, children by start time, logs by time. */
  public record Node(SpanFact span, List<Node> children, List<LogFact> logs) {}

  public TraceTree {
    roots = List.copyOf(roots);
    unplacedLogs = List.copyOf(unplacedLogs);
  }

  /**
   * Joins spans and records of one trace, given in any order. Of spans with the same id the first
   * counts; a span that is its own ancestor is shown as a root, so that a malformed trace ends too.
   */
  public static TraceTree of(List<SpanFact> spans, List<LogFact> logs) {
    Map<String, Node> nodes = new HashMap<>();
    List<Node> inOrder = new ArrayList<>();
    for (SpanFact span : spans) {
      Node node = new Node(span, new ArrayList<>(), new ArrayList<>());
      if (nodes.putIfAbsent(span.spanId(), node) == null) {
        inOrder.add(node);
      }
    }
    List<Node> roots = new ArrayList<>();
    for (Node node : inOrder) {
      Node parent = nodes.get(node.span().parentSpanId());
      if (parent == null || isBelowItself(node, nodes)) {
        roots.add(node);
      } else {
        parent.children().add(node);
      }
    }
    List<LogFact> unplaced = new ArrayList<>();
    for (LogFact log : logs) {
      Node node = nodes.get(log.spanId());
      (node == null ? unplaced : node.logs()).add(log);
    }
    roots.sort(BY_START);
    inOrder.forEach(TraceTree::sort);
    return new TraceTree(roots, unplaced);
  }

  /** Names of the services that took part, sorted. */
  public Set<String> services() {
    Set<String> services = new TreeSet<>();
    roots.forEach(root -> addServices(root, services));
    return services;
  }

  /** How many records stand under a span. */
  public int placedLogCount() {
    return roots.stream().mapToInt(TraceTree::countLogs).sum();
  }

  public int spanCount() {
    return roots.stream().mapToInt(TraceTree::countSpans).sum();
  }

  private static boolean isBelowItself(Node start, Map<String, Node> nodes) {
    Set<String> seen = new HashSet<>();
    Node node = start;
    while (node != null && seen.add(node.span().spanId())) {
      node = nodes.get(node.span().parentSpanId());
    }
    return node != null;
  }

  private static void sort(Node node) {
    node.children().sort(BY_START);
    node.logs().sort(Comparator.comparingLong(LogFact::epochNanos));
  }

  private static void addServices(Node node, Set<String> services) {
    services.add(node.span().service());
    node.children().forEach(child -> addServices(child, services));
  }

  private static int countLogs(Node node) {
    return node.logs().size() + node.children().stream().mapToInt(TraceTree::countLogs).sum();
  }

  private static int countSpans(Node node) {
    return 1 + node.children().stream().mapToInt(TraceTree::countSpans).sum();
  }
}
