/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

/**
 * The check at the door: one linear pass over a request from outside, after which views trust its
 * bytes. Thread-safe.
 */
public final class OtlpValidator {
  private final Limits limits;

  public OtlpValidator(Limits limits) {
    this.limits = limits;
  }

  /** Checks the request in the range; never throws on bad bytes. */
  public Validation validate(Signal signal, byte[] array, int offset, int length) {
    return Validation.accepted(
        ItemCounter.count(signal, array, offset, length), array, offset, length);
  }

  /** Checks all of {@code body}. */
  public Validation validate(Signal signal, byte[] body) {
    return validate(signal, body, 0, body.length);
  }

  Limits limits() {
    return limits;
  }
}
