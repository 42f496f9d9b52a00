/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp.edit;

import dev.braid.otlp.ProtoReader;
import dev.braid.otlp.ProtoWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * What the messages of one pass share: the bytes of edited fields, a reader, and messages to reuse.
 * Hot: mutable, reused, owned by one thread.
 */
final class Scratch {
  /** A pass that needed more gives its memory back. */
  private static final int MAX_KEPT_BYTES = 1 << 20;

  /** Messages kept for reuse: more than a usual item has parts. */
  private static final int MAX_KEPT_MESSAGES = 1024;

  private static final int INITIAL_BYTES = 1 << 12;

  private static final byte[] NOTHING = {};

  final ProtoReader reader = new ProtoReader();
  final ProtoReader inner = new ProtoReader();
  private final List<EditableMessage> messages = new ArrayList<>();
  private int messagesInUse;
  private int mostInUse;
  private ProtoWriter bytes = new ProtoWriter(INITIAL_BYTES, ProtoWriter.MAX_BYTES);

  /** Where edited fields are encoded; they stay until {@link #reset}. */
  ProtoWriter bytes() {
    return bytes;
  }

  /** Makes ready for the next pass, and lets go of what the last one has read. */
  void reset() {
    for (int i = 0; i < mostInUse; i++) {
      messages.get(i).forget();
    }
    releaseMessages(0);
    mostInUse = 0;
    reader.reset(NOTHING, 0, 0);
    inner.reset(NOTHING, 0, 0);
    if (bytes.capacity() > MAX_KEPT_BYTES) {
      bytes = new ProtoWriter(INITIAL_BYTES, ProtoWriter.MAX_BYTES);
    }
    if (messages.size() > MAX_KEPT_MESSAGES) {
      messages.subList(MAX_KEPT_MESSAGES, messages.size()).clear();
    }
    bytes.reset();
  }

  EditableMessage message() {
    if (messagesInUse == messages.size()) {
      messages.add(new EditableMessage(this));
    }
    EditableMessage message = messages.get(messagesInUse++);
    mostInUse = Math.max(mostInUse, messagesInUse);
    return message;
  }

  int messagesInUse() {
    return messagesInUse;
  }

  /** Takes back the messages that were handed out since {@code inUse} was the number of them. */
  void releaseMessages(int inUse) {
    messagesInUse = inUse;
  }
}
