/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

/** What the door says about a request. Closed: {@link Accepted} or {@link Malformed}. Immutable. */
public abstract class Validation {
  private Validation() {}

  static Validation accepted(int itemCount, byte[] array, int offset, int length) {
    return new Accepted(itemCount, array, offset, length);
  }

  static Validation malformed(String what, int byteOffset) {
    return new Malformed(what, byteOffset);
  }

  /** Whether this is {@link Accepted}. */
  public abstract boolean isAccepted();

  /** Sound bytes: those that came, or canonical ones made of them. */
  public static final class Accepted extends Validation {
    private final int itemCount;
    private final byte[] array;
    private final int offset;
    private final int length;

    private Accepted(int itemCount, byte[] array, int offset, int length) {
      this.itemCount = itemCount;
      this.array = array;
      this.offset = offset;
      this.length = length;
    }

    @Override
    public boolean isAccepted() {
      return true;
    }

    /** Number of spans, log records or data points. */
    public int itemCount() {
      return itemCount;
    }

    /** Where the canonical bytes lie: the array that was validated, unless they were rewritten. */
    public byte[] array() {
      return array;
    }

    public int offset() {
      return offset;
    }

    public int length() {
      return length;
    }

    /** The bytes as a batch. */
    public Batch toBatch(Signal signal) {
      return Batch.counted(signal, array, offset, length, itemCount);
    }
  }

  /** Bytes that are no such request. */
  public static final class Malformed extends Validation {
    private final String what;
    private final int byteOffset;

    private Malformed(String what, int byteOffset) {
      this.what = what;
      this.byteOffset = byteOffset;
    }

    @Override
    public boolean isAccepted() {
      return false;
    }

    /** What is wrong, and what was expected; holds no payload. */
    public String what() {
      return what;
    }

    /** Where, counted from the request's first byte. */
    public int byteOffset() {
      return byteOffset;
    }

    /** The message for the sender. */
    public String message() {
      return what + " at byte " + byteOffset;
    }
  }
}
