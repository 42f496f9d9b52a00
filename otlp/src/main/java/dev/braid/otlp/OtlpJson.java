/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

import java.nio.charset.StandardCharsets;

/**
 * The transcoder between OTLP/JSON and protobuf bytes. Reading needs jackson-core, which this
 * module only brings along optionally: the agent does without this class.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding">OTLP/JSON</a>
 */
public final class OtlpJson {
  private OtlpJson() {}

  /**
   * An Export*ServiceRequest in canonical protobuf bytes. Ids are hex, 64-bit integers strings or
   * numbers, enum values numbers or names; unknown fields are ignored.
   *
   * @throws OtlpJsonException if the text is no such request; names path and position
   */
  public static byte[] toProto(Signal signal, byte[] utf8) throws OtlpJsonException {
    return toProto(signal, utf8, 0, utf8.length);
  }

  /** Like {@link #toProto(Signal, byte[])}, for a part of an array. */
  public static byte[] toProto(Signal signal, byte[] utf8, int offset, int length)
      throws OtlpJsonException {
    return JsonToProto.convert(Schema.request(signal), utf8, offset, length);
  }

  /** The JSON of validated protobuf bytes of an Export*ServiceRequest, in UTF-8. */
  public static byte[] toJson(Signal signal, byte[] array, int offset, int length) {
    StringBuilder json = new StringBuilder(2 * length + 16);
    ProtoToJson.append(Schema.request(signal), array, offset, length, json);
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Reads the JSON body of an answer to an export. */
  public static ExportResponse readResponse(Signal signal, byte[] utf8) throws OtlpJsonException {
    byte[] proto = JsonToProto.convert(Schema.response(signal), utf8, 0, utf8.length);
    return ExportResponse.fromProto(proto, 0, proto.length);
  }

  /** Reads the JSON body of a failed export: a google.rpc.Status. */
  public static RpcStatus readStatus(byte[] utf8) throws OtlpJsonException {
    return RpcStatusJson.read(utf8);
  }
}
