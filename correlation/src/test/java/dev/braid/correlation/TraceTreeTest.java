/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TraceTreeTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  @Test
  void spansStandUnderTheirParents_inTimeOrder_whateverOrderTheyArriveIn() {
    List<SpanFact> spans =
        new ArrayList<>(
            List.of(
                span("a", "", "front", 0),
                span("b", "a", "front", 10),
                span("c", "b", "pay", 20),
                span("d", "a", "front", 5)));
    TraceTree expected = TraceTree.of(spans, List.of());

    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(spans, new Random(seed));
      assertThat(TraceTree.of(spans, List.of())).as("seed " + seed).isEqualTo(expected);
    }

    TraceTree.Node root = expected.roots().get(0);
    assertThat(root.children()).extracting(node -> node.span().spanId()).containsExactly("d", "b");
    assertThat(root.children().get(1).children().get(0).span().service()).isEqualTo("pay");
    assertThat(expected.services()).containsExactly("front", "pay");
    assertThat(expected.spanCount()).isEqualTo(4);
  }

  @Test
  void logsStandUnderTheSpanThatWasCurrent_othersAreKeptAside() {
    List<LogFact> logs =
        List.of(log("b", "second", 12), log("b", "first", 11), log("zz", "lost", 1));

    TraceTree tree = TraceTree.of(List.of(span("a", "", "s", 0), span("b", "a", "s", 1)), logs);

    assertThat(tree.roots().get(0).children().get(0).logs())
        .extracting(LogFact::body)
        .containsExactly("first", "second");
    assertThat(tree.unplacedLogs()).extracting(LogFact::body).containsExactly("lost");
    assertThat(tree.placedLogCount()).isEqualTo(2);
  }

  @Test
  void spanWhoseParentIsMissing_isARoot() {
    TraceTree tree = TraceTree.of(List.of(span("b", "gone", "s", 1)), List.of());

    assertThat(tree.roots()).hasSize(1);
  }

  @Test
  void spansThatAreTheirOwnAncestors_areRoots_andTheJoinEnds() {
    TraceTree tree =
        TraceTree.of(
            List.of(span("a", "b", "s", 0), span("b", "a", "s", 1), span("c", "c", "s", 2)),
            List.of());

    assertThat(tree.roots()).hasSize(3);
    assertThat(tree.spanCount()).isEqualTo(3);
  }

  @Test
  void twoSpansWithOneId_countOnce() {
    TraceTree tree = TraceTree.of(List.of(span("a", "", "s", 0), span("a", "", "s", 9)), List.of());

    assertThat(tree.spanCount()).isEqualTo(1);
    assertThat(tree.roots().get(0).span().startEpochNanos()).isZero();
  }

  @Test
  void text_showsTreeTimesErrorsAndLogsInPlace() {
    SpanFact failed =
        new SpanFact(TRACE, "b", "a", "pay", "POST /pay", 2, 1_000_000, 3_500_000, true, Map.of());
    TraceTree tree =
        TraceTree.of(List.of(span("a", "", "front", 0), failed), List.of(log("b", "waited", 2)));

    String text = TraceText.of(tree);

    assertThat(text.lines().map(String::stripTrailing))
        .anySatisfy(line -> assertThat(line).startsWith("front  span a"))
        .anySatisfy(
            line -> assertThat(line).startsWith("└─ pay  POST /pay").endsWith("1.0 +2.5 ms  ERROR"))
        .anySatisfy(line -> assertThat(line).isEqualTo("     INFO  waited"));
  }

  private static SpanFact span(String id, String parent, String service, long start) {
    return new SpanFact(
        TRACE, id, parent, service, "span " + id, 1, start, start + 1, false, Map.of());
  }

  private static LogFact log(String spanId, String body, long time) {
    return new LogFact(TRACE, spanId, "s", "logger", "INFO", body, time);
  }
}
