/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

/**
 * The base of flyweights over one protobuf message: {@link #wrap} notes in one scan where each
 * field lies, getters read it there. A view is mutable, owned by one thread, moved by its cursor
 * and never kept. It trusts its bytes (see {@link OtlpValidator}); on malformed ones it reads
 * fields as absent and stays within its range.
 */
public abstract class MessageView {
  private static final byte[] EMPTY = {};

  private final ProtoReader reader = new ProtoReader();
  byte[] array = EMPTY;
  private int offset;
  private int length;

  MessageView() {}

  /** Moves the view to the message of {@code count} bytes from {@code from}. */
  public final void wrap(byte[] source, int from, int count) {
    array = source;
    offset = from;
    length = count;
    clear();
    reader.reset(source, from, from + count);
    while (reader.next()) {
      read(reader);
    }
  }

  final void wrap(byte[] source, ProtoReader field) {
    wrap(source, field.offset(), field.length());
  }

  /** Moves the view to an empty message. */
  final void wrapNothing() {
    wrap(EMPTY, 0, 0);
  }

  abstract void clear();

  /** Notes the field on which {@code field} stands. */
  abstract void read(ProtoReader field);

  /** The array in which the message lies. Never write to it. */
  public final byte[] array() {
    return array;
  }

  /** Where the message begins, after its length. */
  public final int offset() {
    return offset;
  }

  /** Length of the message in bytes. */
  public final int length() {
    return length;
  }
}
