/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts one batch into requests of a bounded number of items. Items keep their order; the fields
 * around them (resource, scope, schema URLs, a metric's name and temporality) are repeated in each
 * part. A metric with more data points than fit is cut between its points.
 */
final class BatchSplitter {
  /** One finished request. */
  static final class Part {
    final byte[] bytes;
    final int itemCount;

    Part(byte[] bytes, int itemCount) {
      this.bytes = bytes;
      this.itemCount = itemCount;
    }
  }

  private static final int NOT_OPEN = -1;

  private final Batch batch;
  private final int maxItems;
  private final ProtoWriter writer;
  private final ProtoReader copier = new ProtoReader();
  private final List<Part> parts = new ArrayList<>();

  private byte[] array = {};
  private int resourceStart;
  private int resourceEnd;
  private int scopeStart;
  private int scopeEnd;
  private int resourceMark = NOT_OPEN;
  private int scopeMark = NOT_OPEN;
  private int itemsInPart;

  BatchSplitter(Batch batch, int maxItems) {
    this.batch = batch;
    this.maxItems = maxItems;
    this.writer = new ProtoWriter(1024, ProtoWriter.MAX_BYTES);
  }

  List<Part> parts() {
    for (int i = 0; i < batch.sliceCount(); i++) {
      array = batch.sliceArray(i);
      int from = batch.sliceOffset(i);
      ProtoReader reader = new ProtoReader().reset(array, from, from + batch.sliceLength(i));
      while (reader.next()) {
        if (isMessage(reader, Fields.Wrapper.RESOURCE_ITEMS)) {
          splitResource(reader.offset(), reader.offset() + reader.length());
        }
      }
    }
    closePart();
    return parts;
  }

  private void splitResource(int from, int to) {
    resourceStart = from;
    resourceEnd = to;
    ProtoReader reader = new ProtoReader().reset(array, from, to);
    while (reader.next()) {
      if (isMessage(reader, Fields.Wrapper.SCOPE_ITEMS)) {
        splitScope(reader.offset(), reader.offset() + reader.length());
      }
    }
    closeResource();
  }

  private void splitScope(int from, int to) {
    scopeStart = from;
    scopeEnd = to;
    ProtoReader reader = new ProtoReader().reset(array, from, to);
    while (reader.next()) {
      if (!isMessage(reader, Fields.Wrapper.ITEM)) {
        continue;
      }
      int points =
          batch.signal() == Signal.METRICS
              ? ItemCounter.countPoints(array, reader.offset(), reader.length())
              : 1;
      if (points > maxItems - itemsInPart && batch.signal() == Signal.METRICS) {
        splitMetric(reader.offset(), reader.offset() + reader.length());
      } else {
        makeRoom(points);
        openScope();
        writer.writeRaw(array, reader.fieldStart(), reader.position() - reader.fieldStart());
        itemsInPart += points;
      }
    }
    closeScope();
  }

  private void splitMetric(int from, int to) {
    ProtoReader metric = new ProtoReader().reset(array, from, to);
    while (metric.next()) {
      if (metric.wireType() == WireType.LEN && MetricType.ofField(metric.field()) != null) {
        splitPoints(from, to, metric);
      }
    }
  }

  private void splitPoints(int from, int to, ProtoReader metric) {
    int dataFrom = metric.offset();
    int dataTo = dataFrom + metric.length();
    ProtoReader data = new ProtoReader().reset(array, dataFrom, dataTo);
    int metricMark = NOT_OPEN;
    int dataMark = NOT_OPEN;
    while (data.next()) {
      if (!isMessage(data, Fields.MetricData.DATA_POINTS)) {
        continue;
      }
      if (itemsInPart == maxItems) {
        closeMetric(metricMark, dataMark);
        metricMark = NOT_OPEN;
        makeRoom(1);
      }
      if (metricMark == NOT_OPEN) {
        openScope();
        metricMark = writer.begin(Fields.Wrapper.ITEM, 2);
        copyAllBut(metric.field(), from, to);
        dataMark = writer.begin(metric.field(), 2);
        copyAllBut(Fields.MetricData.DATA_POINTS, dataFrom, dataTo);
      }
      writer.writeRaw(array, data.fieldStart(), data.position() - data.fieldStart());
      itemsInPart++;
    }
    closeMetric(metricMark, dataMark);
  }

  private void closeMetric(int metricMark, int dataMark) {
    if (metricMark != NOT_OPEN) {
      writer.end(dataMark);
      writer.end(metricMark);
    }
  }

  private void makeRoom(int items) {
    if (itemsInPart + items > maxItems) {
      closePart();
    }
  }

  private void openScope() {
    if (resourceMark == NOT_OPEN) {
      resourceMark = writer.begin(Fields.Wrapper.RESOURCE_ITEMS, 3);
      copyAllBut(Fields.Wrapper.SCOPE_ITEMS, resourceStart, resourceEnd);
    }
    if (scopeMark == NOT_OPEN) {
      scopeMark = writer.begin(Fields.Wrapper.SCOPE_ITEMS, 3);
      copyAllBut(Fields.Wrapper.ITEM, scopeStart, scopeEnd);
    }
  }

  private void copyAllBut(int field, int from, int to) {
    copier.reset(array, from, to);
    while (copier.next()) {
      if (copier.field() != field) {
        writer.writeRaw(array, copier.fieldStart(), copier.position() - copier.fieldStart());
      }
    }
  }

  private void closeScope() {
    if (scopeMark != NOT_OPEN) {
      writer.end(scopeMark);
      scopeMark = NOT_OPEN;
    }
  }

  private void closeResource() {
    closeScope();
    if (resourceMark != NOT_OPEN) {
      writer.end(resourceMark);
      resourceMark = NOT_OPEN;
    }
  }

  private void closePart() {
    closeResource();
    if (writer.size() > 0) {
      parts.add(new Part(writer.toByteArray(), itemsInPart));
    }
    writer.reset();
    itemsInPart = 0;
  }

  private static boolean isMessage(ProtoReader reader, int field) {
    return reader.field() == field && reader.wireType() == WireType.LEN;
  }
}
