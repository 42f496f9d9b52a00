/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

/** Says that a text is not the OTLP/JSON that was expected, and where. Holds no payload. */
public final class OtlpJsonException extends Exception {
  private static final long serialVersionUID = 1;

  OtlpJsonException(String message) {
    super(message, null, false, false);
  }
}
