/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

/**
 * The check at the door: one linear pass over a request from outside, after which views trust its
 * bytes. Thread-safe.
 *
 * <p>Malformed, so refused: what does not parse, groups, known fields of the wrong wire type, ids
 * of the wrong length, and what exceeds {@link Limits}. Odd but legal, so rewritten into canonical
 * bytes: overlong varints, singular fields that come more than once, several members of a oneof,
 * packed fields in pieces. Invalid UTF-8 is repaired with U+FFFD: one string that was cut in the
 * middle of a character must not cost a whole batch. Unknown fields pass.
 */
public final class OtlpValidator {
  private final Limits limits;

  public OtlpValidator(Limits limits) {
    this.limits = limits;
  }

  /** Checks the request in the range; never throws on bad bytes. */
  public Validation validate(Signal signal, byte[] array, int offset, int length) {
    if (offset < 0 || length < 0 || offset + length > array.length) {
      throw new IndexOutOfBoundsException(offset + "+" + length + " of " + array.length);
    }
    if (length > limits.maxBytes()) {
      return Validation.malformed(
          "request of " + length + " bytes, the limit is " + limits.maxBytes(), limits.maxBytes());
    }
    ValidationPass pass = new ValidationPass(limits, array);
    MessageType type = Schema.request(signal);
    if (!pass.check(type, offset, offset + length)) {
      return Validation.malformed(pass.fault(), pass.faultPosition() - offset);
    }
    if (!pass.isOdd()) {
      return Validation.accepted(pass.itemCount(), array, offset, length);
    }
    byte[] canonical = Canonicaliser.rewrite(type, array, offset, length);
    // Merging can drop items (a oneof replaced by its successor), so they are counted again.
    int items = ItemCounter.count(signal, canonical, 0, canonical.length);
    return Validation.accepted(items, canonical, 0, canonical.length);
  }

  /** Checks all of {@code body}. */
  public Validation validate(Signal signal, byte[] body) {
    return validate(signal, body, 0, body.length);
  }
}
