/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.correlation;

import dev.braid.correlation.TraceTree.Node;
import java.util.List;
import java.util.Locale;

/**
 * A trace as text for a terminal:
 *
 * <pre>
 *   storefront  GET /pay/{id}                     0.0 +412.7 ms
 *   │ INFO  order 17 done
 *   ├─ storefront  POST                           1.2 +400.1 ms
 *   │  └─ payments  POST /pay/{orderId}           2.0 +398.8 ms  ERROR
 * </pre>
 */
public final class TraceText {
  private static final int NAME_COLUMNS = 64;

  /** A line longer than a wide terminal hides the tree. */
  private static final int MAX_BODY_CHARS = 110;

  private static final double NANOS_PER_MILLI = 1e6;

  private final StringBuilder out = new StringBuilder();
  private final long origin;

  private TraceText(long origin) {
    this.origin = origin;
  }

  /** Lines that end with a line feed; empty for a trace without spans. */
  public static String of(TraceTree trace) {
    if (trace.roots().isEmpty()) {
      return "";
    }
    TraceText text = new TraceText(trace.roots().get(0).span().startEpochNanos());
    for (Node root : trace.roots()) {
      text.node(root, "", "");
    }
    return text.out.toString();
  }

  private void node(Node node, String branch, String indent) {
    SpanFact span = node.span();
    String label = branch + span.service() + "  " + span.name();
    out.append(label);
    for (int column = label.length(); column < NAME_COLUMNS; column++) {
      out.append(' ');
    }
    out.append(
        String.format(
            Locale.ROOT,
            " %8.1f +%.1f ms%s%n",
            (span.startEpochNanos() - origin) / NANOS_PER_MILLI,
            span.durationNanos() / NANOS_PER_MILLI,
            span.isError() ? "  ERROR" : ""));
    boolean hasChildren = !node.children().isEmpty();
    for (LogFact log : node.logs()) {
      out.append(indent).append(hasChildren ? "│ " : "  ");
      out.append(String.format(Locale.ROOT, "%-5s ", log.severity()));
      out.append(shortened(log.body())).append(System.lineSeparator());
    }
    List<Node> children = node.children();
    for (int i = 0; i < children.size(); i++) {
      boolean isLast = i == children.size() - 1;
      node(children.get(i), indent + (isLast ? "└─ " : "├─ "), indent + (isLast ? "   " : "│  "));
    }
  }

  private static String shortened(String body) {
    String line = body.lines().findFirst().orElse("");
    return line.length() <= MAX_BODY_CHARS ? line : line.substring(0, MAX_BODY_CHARS - 1) + "…";
  }
}
