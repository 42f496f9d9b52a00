/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Some telemetry of one signal on its way through a pipeline: the bytes of an Export*ServiceRequest
 * and what is known about them. Immutable; the bytes are read-only from here on.
 *
 * <p>The bytes lie in one or more slices; each slice is a run of whole top-level fields, so that
 * their concatenation is a request too. Heap arrays are owned by the batch; whoever keeps a part
 * beyond the pass copies it.
 *
 * <p>Batches hold validated, canonical bytes (see {@link OtlpValidator}).
 */
public final class Batch {
  private static final Slice[] NO_SLICES = {};

  private final Signal signal;
  private final Slice[] slices;
  private final int itemCount;
  private final long sizeBytes;
  private final long receivedEpochNanos;
  private final Map<String, String> metadata;
  private final Acknowledgement acknowledgement;

  private Batch(
      Signal signal, Slice[] slices, int itemCount, long receivedEpochNanos, Origin origin) {
    this.signal = signal;
    this.slices = slices;
    this.itemCount = itemCount;
    this.receivedEpochNanos = receivedEpochNanos;
    this.metadata = origin.metadata;
    this.acknowledgement = origin.acknowledgement;
    long bytes = 0;
    for (int i = 0; i < slices.length; i++) {
      bytes += slices[i].length;
    }
    this.sizeBytes = bytes;
  }

  /** A batch of all of {@code body}, whose items are counted here. */
  public static Batch of(Signal signal, byte[] body) {
    return of(signal, body, 0, body.length);
  }

  /** A batch of a part of {@code array}, whose items are counted here. */
  public static Batch of(Signal signal, byte[] array, int offset, int length) {
    return counted(signal, array, offset, length, ItemCounter.count(signal, array, offset, length));
  }

  /** A batch whose items the caller has counted. */
  public static Batch counted(Signal signal, byte[] body, int itemCount) {
    return counted(signal, body, 0, body.length, itemCount);
  }

  static Batch counted(Signal signal, byte[] array, int offset, int length, int itemCount) {
    Slice[] slices = length == 0 ? NO_SLICES : new Slice[] {new Slice(array, offset, length)};
    return new Batch(signal, slices, itemCount, 0, Origin.UNKNOWN);
  }

  /** The same bytes, received at {@code epochNanos} (Unix time). */
  public Batch withReceived(long epochNanos) {
    return new Batch(signal, slices, itemCount, epochNanos, origin());
  }

  /** The same bytes with other request metadata, for instance the tenant header. */
  public Batch withMetadata(Map<String, String> replacement) {
    Origin origin = new Origin(Map.copyOf(replacement), acknowledgement);
    return new Batch(signal, slices, itemCount, receivedEpochNanos, origin);
  }

  /** The same bytes with another acknowledgement. */
  public Batch withAcknowledgement(Acknowledgement replacement) {
    Origin origin = new Origin(metadata, replacement);
    return new Batch(signal, slices, itemCount, receivedEpochNanos, origin);
  }

  /** Other bytes in the place of this batch's; the caller has counted their items. */
  public Batch rewritten(byte[] replacement, int items) {
    Slice[] content =
        replacement.length == 0
            ? NO_SLICES
            : new Slice[] {new Slice(replacement, 0, replacement.length)};
    return new Batch(signal, content, items, receivedEpochNanos, origin());
  }

  private Origin origin() {
    return new Origin(metadata, acknowledgement);
  }

  /**
   * The concatenation of {@code batches}, which share one signal; copies no bytes. It settles all
   * of their acknowledgements, carries the metadata of the first (callers merge only what agrees)
   * and the earliest receive time.
   */
  public static Batch merge(List<Batch> batches) {
    if (batches.isEmpty()) {
      throw new IllegalArgumentException("merge: got no batch, needs at least one");
    }
    Batch first = batches.get(0);
    if (batches.size() == 1) {
      return first;
    }
    int sliceCount = 0;
    int items = 0;
    long received = first.receivedEpochNanos;
    List<Acknowledgement> parents = new ArrayList<>(batches.size());
    for (int i = 0; i < batches.size(); i++) {
      Batch batch = batches.get(i);
      if (batch.signal != first.signal) {
        throw new IllegalArgumentException("merge: got " + batch.signal + " and " + first.signal);
      }
      sliceCount += batch.slices.length;
      items = Math.addExact(items, batch.itemCount);
      received = Math.min(received, batch.receivedEpochNanos);
      parents.add(batch.acknowledgement);
    }
    Slice[] slices = new Slice[sliceCount];
    int at = 0;
    for (int i = 0; i < batches.size(); i++) {
      Slice[] source = batches.get(i).slices;
      System.arraycopy(source, 0, slices, at, source.length);
      at += source.length;
    }
    Origin origin = new Origin(first.metadata, Acknowledgement.merged(parents));
    return new Batch(first.signal, slices, items, received, origin);
  }

  /**
   * This batch in parts of at most {@code maxItems} items each, in order; each part repeats the
   * resource and scope of its items. This batch's acknowledgement settles with the last part. A
   * batch that is small enough is returned itself.
   */
  public List<Batch> split(int maxItems) {
    if (maxItems < 1) {
      throw new IllegalArgumentException("maxItems: got " + maxItems + ", must be at least 1");
    }
    if (itemCount <= maxItems) {
      return List.of(this);
    }
    List<BatchSplitter.Part> parts = new BatchSplitter(this, maxItems).parts();
    Acknowledgement[] children = acknowledgement.split(parts.size());
    List<Batch> result = new ArrayList<>(parts.size());
    for (int i = 0; i < parts.size(); i++) {
      BatchSplitter.Part part = parts.get(i);
      result.add(
          counted(signal, part.bytes, part.itemCount)
              .withReceived(receivedEpochNanos)
              .withMetadata(metadata)
              .withAcknowledgement(children[i]));
    }
    return List.copyOf(result);
  }

  /**
   * This batch for {@code branches} readers that share its bytes; its acknowledgement settles when
   * all of them have settled theirs.
   */
  public List<Batch> fanOut(int branches) {
    Acknowledgement[] children = acknowledgement.split(branches);
    List<Batch> result = new ArrayList<>(branches);
    for (int i = 0; i < branches; i++) {
      result.add(withAcknowledgement(children[i]));
    }
    return List.copyOf(result);
  }

  public Signal signal() {
    return signal;
  }

  /** Number of spans, log records or metric data points. */
  public int itemCount() {
    return itemCount;
  }

  /** Length of the request on the wire, uncompressed. */
  public long sizeBytes() {
    return sizeBytes;
  }

  /** When the (earliest) request came, in Unix nanoseconds; 0 if unknown. */
  public long receivedEpochNanos() {
    return receivedEpochNanos;
  }

  /** What the receiver kept of the request's headers. */
  public Map<String, String> metadata() {
    return metadata;
  }

  /** Who waits for the outcome. */
  public Acknowledgement acknowledgement() {
    return acknowledgement;
  }

  /** Number of slices that make up the request, in order. */
  public int sliceCount() {
    return slices.length;
  }

  /** The array in which slice {@code index} lies. Never write to it. */
  public byte[] sliceArray(int index) {
    return slices[index].array;
  }

  public int sliceOffset(int index) {
    return slices[index].offset;
  }

  public int sliceLength(int index) {
    return slices[index].length;
  }

  /** A copy of the whole request. */
  public byte[] toByteArray() {
    byte[] copy = new byte[Math.toIntExact(sizeBytes)];
    int at = 0;
    for (int i = 0; i < slices.length; i++) {
      Slice slice = slices[i];
      System.arraycopy(slice.array, slice.offset, copy, at, slice.length);
      at += slice.length;
    }
    return copy;
  }

  /** Writes the whole request. */
  public void writeTo(OutputStream target) throws IOException {
    for (int i = 0; i < slices.length; i++) {
      target.write(slices[i].array, slices[i].offset, slices[i].length);
    }
  }

  @Override
  public String toString() {
    return signal + " batch, " + itemCount + " items, " + sizeBytes + " bytes";
  }

  private static final class Slice {
    final byte[] array;
    final int offset;
    final int length;

    Slice(byte[] array, int offset, int length) {
      this.array = array;
      this.offset = offset;
      this.length = length;
    }
  }

  private static final class Origin {
    static final Origin UNKNOWN = new Origin(Map.of(), Acknowledgement.NONE);

    final Map<String, String> metadata;
    final Acknowledgement acknowledgement;

    Origin(Map<String, String> metadata, Acknowledgement acknowledgement) {
      this.metadata = metadata;
      this.acknowledgement = acknowledgement;
    }
  }
}
