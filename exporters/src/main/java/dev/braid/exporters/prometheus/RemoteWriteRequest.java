/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.prometheus;

import dev.braid.otlp.ProtoWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Gathers the series of one request and writes it as {@code prometheus.WriteRequest}. Used by one
 * thread.
 */
final class RemoteWriteRequest {

  private static final int TIME_SERIES = 1;
  private static final int METADATA = 3;

  private final Map<Labels, TimeSeries> series = new LinkedHashMap<>();
  private final Map<String, Family> families = new LinkedHashMap<>();
  private final boolean metadata;

  RemoteWriteRequest(boolean metadata) {
    this.metadata = metadata;
  }

  boolean isEmpty() {
    return series.isEmpty();
  }

  void add(Series added) {
    if (metadata) {
      families.putIfAbsent(added.family().name(), added.family());
    }
    if (added.point() instanceof Point.Exponential histogram) {
      TimeSeries target = of(added.family().name(), added.labels());
      target.add(histogram, added.timeMillis());
      added.exemplars().forEach(target::add);
      return;
    }
    ClassicSamples.visit(
        added,
        (ending, label, labelValue, value, exemplar) -> {
          Labels all = label.isEmpty() ? added.labels() : added.labels().with(label, labelValue);
          TimeSeries target = of(added.family().name() + ending, all);
          target.add(value, added.timeMillis());
          if (exemplar != null) {
            target.add(exemplar);
          }
        });
  }

  private TimeSeries of(String name, Labels labels) {
    return series.computeIfAbsent(labels.with("__name__", name), key -> new TimeSeries());
  }

  byte[] toProto() {
    ProtoWriter out = new ProtoWriter(4 << 10);
    series.forEach((labels, one) -> one.write(labels, out, TIME_SERIES));
    families.values().forEach(family -> metadata(family, out));
    if (out.isOverflown()) {
      throw new IllegalStateException("more than " + ProtoWriter.DEFAULT_MAX_BYTES + " bytes");
    }
    return out.toByteArray();
  }

  private static void metadata(Family family, ProtoWriter out) {
    int mark = out.begin(METADATA);
    out.varint(1, family.kind().remoteWriteNumber());
    out.string(2, family.name());
    out.string(4, family.help());
    out.string(5, family.unit());
    out.end(mark);
  }
}
