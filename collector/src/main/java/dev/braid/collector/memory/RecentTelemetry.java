/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.memory;

import dev.braid.correlation.LogFact;
import dev.braid.correlation.SpanFact;
import dev.braid.correlation.TraceTree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The traces, log records and metric counts of the recent past, oldest traces forgotten first.
 * Thread-safe: one lock, held for one item or one answer.
 *
 * <p>Counts are of everything that ever arrived, whether still kept or not.
 */
final class RecentTelemetry {
  /**
   * About what a span or record costs on the heap besides its text: objects, map entries, strings'
   * headers.
   */
  private static final int ITEM_BYTES = 400;

  /**
   * Names are few in sane telemetry; this keeps insane telemetry from growing the counts for ever.
   */
  private static final int MAX_NAMES = 1_000;

  private static final String OVERFLOW = "(others)";

  /** Counts of one service. */
  record ServiceCounts(
      long spans,
      long serverSpans,
      long errors,
      long logs,
      long logsWithTrace,
      long metricPoints) {}

  /** One line of the list of traces. */
  record TraceSummary(
      String traceId,
      String root,
      long startEpochNanos,
      long durationNanos,
      int spans,
      int logs,
      boolean isError) {}

  private final long maxBytes;
  private final LinkedHashMap<String, Kept> traces = new LinkedHashMap<>();
  private final Deque<LogFact> logsWithoutTrace = new ArrayDeque<>();
  private final Map<String, long[]> counts = new TreeMap<>();
  private long keptBytes;
  private long forgottenTraces;

  RecentTelemetry(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  synchronized void add(SpanFact span) {
    long[] count = counts(span.service());
    count[0]++;
    count[1] += span.kind() == 2 ? 1 : 0;
    count[2] += span.isError() ? 1 : 0;
    int bytes = ITEM_BYTES + span.name().length();
    for (Map.Entry<String, String> attribute : span.attributes().entrySet()) {
      bytes += attribute.getKey().length() + attribute.getValue().length();
    }
    Kept trace = trace(span.traceId());
    trace.spans.add(span);
    grow(trace, bytes);
  }

  synchronized void add(LogFact log) {
    long[] count = counts(log.service());
    count[3]++;
    int bytes = ITEM_BYTES + log.body().length();
    if (log.traceId().isEmpty()) {
      logsWithoutTrace.addLast(log);
      keptBytes += bytes;
      forgetWhatIsTooMuch();
      return;
    }
    count[4]++;
    Kept trace = trace(log.traceId());
    trace.logs.add(log);
    grow(trace, bytes);
  }

  synchronized void addMetricPoints(String service, long points) {
    counts(service)[5] += points;
  }

  synchronized Map<String, ServiceCounts> services() {
    Map<String, ServiceCounts> services = new TreeMap<>();
    counts.forEach(
        (name, c) -> services.put(name, new ServiceCounts(c[0], c[1], c[2], c[3], c[4], c[5])));
    return services;
  }

  /** The newest traces first. */
  synchronized List<TraceSummary> recent(int limit) {
    List<TraceSummary> all = new ArrayList<>();
    for (Map.Entry<String, Kept> entry : traces.entrySet()) {
      if (!entry.getValue().spans.isEmpty()) {
        all.add(entry.getValue().summary(entry.getKey()));
      }
    }
    java.util.Collections.reverse(all);
    return all.size() <= limit ? all : List.copyOf(all.subList(0, limit));
  }

  synchronized Optional<TraceTree> joined(String traceId) {
    Kept kept = traces.get(traceId);
    return kept == null ? Optional.empty() : Optional.of(TraceTree.of(kept.spans, kept.logs));
  }

  /** The newest records outside of any trace first. */
  synchronized List<LogFact> recentLogsWithoutTrace(int limit) {
    List<LogFact> newest = new ArrayList<>();
    Iterator<LogFact> backwards = logsWithoutTrace.descendingIterator();
    while (backwards.hasNext() && newest.size() < limit) {
      newest.add(backwards.next());
    }
    return newest;
  }

  synchronized int traceCount() {
    return traces.size();
  }

  synchronized long keptBytes() {
    return keptBytes;
  }

  synchronized long forgottenTraceCount() {
    return forgottenTraces;
  }

  private Kept trace(String traceId) {
    return traces.computeIfAbsent(traceId, id -> new Kept());
  }

  private void grow(Kept trace, int bytes) {
    trace.bytes += bytes;
    keptBytes += bytes;
    forgetWhatIsTooMuch();
  }

  private void forgetWhatIsTooMuch() {
    Iterator<Kept> oldest = traces.values().iterator();
    while (keptBytes > maxBytes) {
      if (!logsWithoutTrace.isEmpty()
          && (!oldest.hasNext() || logsWithoutTrace.size() > traces.size())) {
        keptBytes -= ITEM_BYTES + logsWithoutTrace.removeFirst().body().length();
      } else if (oldest.hasNext()) {
        keptBytes -= oldest.next().bytes;
        oldest.remove();
        forgottenTraces++;
      } else {
        return;
      }
    }
  }

  private long[] counts(String service) {
    long[] count = counts.get(service);
    if (count == null) {
      String name = counts.size() < MAX_NAMES ? service : OVERFLOW;
      count = counts.computeIfAbsent(name, key -> new long[6]);
    }
    return count;
  }

  /** What is kept of one trace. */
  private static final class Kept {
    final List<SpanFact> spans = new ArrayList<>(4);
    final List<LogFact> logs = new ArrayList<>(2);
    long bytes;

    TraceSummary summary(String traceId) {
      SpanFact root = spans.get(0);
      long end = 0;
      boolean isError = false;
      for (SpanFact span : spans) {
        if (span.startEpochNanos() < root.startEpochNanos() || span.parentSpanId().isEmpty()) {
          root = span;
        }
        end = Math.max(end, span.endEpochNanos());
        isError |= span.isError();
      }
      return new TraceSummary(
          traceId,
          root.service() + "  " + root.name(),
          root.startEpochNanos(),
          Math.max(0, end - root.startEpochNanos()),
          spans.size(),
          logs.size(),
          isError);
    }
  }
}
