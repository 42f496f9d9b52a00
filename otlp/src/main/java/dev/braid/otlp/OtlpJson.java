/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

/**
 * The transcoder between OTLP/JSON and protobuf bytes. Needs jackson-core, which this module only
 * brings along optionally: the agent does without this class.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding">OTLP/JSON</a>
 */
public final class OtlpJson {
  private OtlpJson() {}

  /**
   * An Export*ServiceRequest in canonical protobuf bytes.
   *
   * @throws OtlpJsonException if the text is no such request; names path and position
   */
  public static byte[] toProto(Signal signal, byte[] utf8) throws OtlpJsonException {
    throw new UnsupportedOperationException(signal + " " + utf8.length);
  }

  /** The JSON of validated protobuf bytes of an Export*ServiceRequest, in UTF-8. */
  public static byte[] toJson(Signal signal, byte[] array, int offset, int length) {
    throw new UnsupportedOperationException(signal + " " + array.length + offset + length);
  }
}
