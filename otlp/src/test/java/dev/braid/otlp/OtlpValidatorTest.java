/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OtlpValidatorTest {
  private static final int ROUNDS = 60;

  private final OtlpValidator validator = new OtlpValidator(Limits.DEFAULT);

  @ParameterizedTest
  @EnumSource
  void canonicalRequest_isAcceptedAsItIs(Signal signal) {
    RandomRequests requests = new RandomRequests(RandomRequests.SEED);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] body = requests.next(signal).toByteArray();

      Validation.Accepted accepted = accept(signal, body);

      assertThat(accepted.array()).as("round %d", round).isSameAs(body);
      assertThat(accepted.itemCount()).isEqualTo(ItemCounter.count(signal, body, 0, body.length));
    }
  }

  @ParameterizedTest
  @EnumSource
  void oddRequest_becomesWhatTheOracleWouldEncode(Signal signal) throws Exception {
    RandomRequests requests = new RandomRequests(RandomRequests.SEED);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] odd =
          new OddEncoder(new Random(round)).encode(Schema.request(signal), requests.next(signal));
      Message parsed = RandomRequests.prototype(signal).getParserForType().parseFrom(odd);

      Validation.Accepted accepted = accept(signal, odd);

      byte[] expected = parsed.toByteArray();
      byte[] actual = accepted.toBatch(signal).toByteArray();
      if (accepted.array() != odd) {
        assertThat(actual).as("seed %d, round %d", RandomRequests.SEED, round).isEqualTo(expected);
      }
      assertThat(accepted.itemCount())
          .isEqualTo(ItemCounter.count(signal, expected, 0, expected.length));
    }
  }

  @Test
  void emptyRequest_isAcceptedWithoutItems() {
    assertThat(accept(Signal.LOGS, new byte[0]).itemCount()).isZero();
  }

  @Test
  void cutRequest_isMalformedAtEveryLength() {
    byte[] body = request(span("0a 10 00112233445566778899aabbccddeeff"));

    for (int length = 1; length < body.length; length++) {
      assertThat(validator.validate(Signal.TRACES, body, 0, length).isAccepted())
          .as("cut to %d of %d", length, body.length)
          .isFalse();
    }
  }

  @Test
  void wrongIdLength_isMalformed_andSaysWhere() {
    byte[] body = request(span("0a 03 010203"));

    Validation.Malformed malformed = refuse(body);

    assertThat(malformed.what()).isEqualTo("Span.trace_id has 3 bytes, expected 16 or none");
    assertThat(malformed.byteOffset()).isEqualTo(6);
    assertThat(malformed.message()).endsWith("at byte 6");
  }

  @Test
  void knownFieldOfWrongWireType_isMalformed() {
    assertThat(refuse(request(span("28 01"))).what())
        .isEqualTo("Span.name has wire type 0, expected 2");
  }

  @Test
  void groups_fieldZero_andLongTags_areMalformed() {
    assertThat(refuse(bytes("a3 06 a4 06")).what()).contains("wire type 3");
    assertThat(refuse(bytes("00 00")).what()).startsWith("bad tag");
    assertThat(refuse(bytes("f8 ff ff ff 7f 00")).what()).startsWith("bad tag");
    assertThat(refuse(bytes("ff ff ff ff ff ff ff ff ff ff ff 01")).what()).startsWith("bad tag");
  }

  @Test
  void unknownFields_pass() {
    byte[] body = request(span("a0 06 05 a2 06 01 ff a5 06 01020304 a1 06 0102030405060708"));

    assertThat(accept(Signal.TRACES, body).array()).isSameAs(body);
  }

  @Test
  void invalidUtf8_isRepaired() {
    byte[] body = request(span("2a 03 61 c3 28"));

    byte[] repaired = accept(Signal.TRACES, body).array();

    assertThat(new String(repaired, StandardCharsets.UTF_8)).contains("a\ufffd(");
    assertThat(accept(Signal.TRACES, repaired).array()).isSameAs(repaired);
  }

  @Test
  void nesting_isRefusedJustPastTheLimit() {
    Limits limits = new Limits(20, 1 << 20, 100, 100);
    OtlpValidator strict = new OtlpValidator(limits);
    // Request, resource, scope, log record, body: five messages, and two more for each array.
    byte[] sound = logWithNestedArrays(7);
    byte[] tooDeep = logWithNestedArrays(8);

    assertThat(strict.validate(Signal.LOGS, sound).isAccepted()).isTrue();
    Validation.Malformed malformed = (Validation.Malformed) strict.validate(Signal.LOGS, tooDeep);
    assertThat(malformed.what()).isEqualTo("messages nested deeper than 20");
  }

  @Test
  void hugeNesting_neitherOverflowsTheStackNorPasses() {
    byte[] body = logWithNestedArrays(100_000);

    assertThat(validator.validate(Signal.LOGS, body).isAccepted()).isFalse();
  }

  @Test
  void itemsAndElements_areRefusedJustPastTheLimit() {
    OtlpValidator strict = new OtlpValidator(new Limits(20, 1 << 20, 2, 2));
    String attribute = "4a 00";

    assertThat(strict.validate(Signal.TRACES, request(span(attribute.repeat(2)))).isAccepted())
        .isTrue();
    assertThat(strict.validate(Signal.TRACES, request(span(attribute.repeat(3)))).isAccepted())
        .isFalse();
    assertThat(strict.validate(Signal.TRACES, request(span("").repeat(2))).isAccepted()).isTrue();
    assertThat(strict.validate(Signal.TRACES, request(span("").repeat(3))).isAccepted()).isFalse();
  }

  @Test
  void size_isRefusedJustPastTheLimit() {
    OtlpValidator strict = new OtlpValidator(new Limits(20, 6, 2, 2));

    assertThat(strict.validate(Signal.TRACES, request(span(""))).isAccepted()).isTrue();
    assertThat(strict.validate(Signal.TRACES, request(span("08 01"))).isAccepted()).isFalse();
  }

  private Validation.Accepted accept(Signal signal, byte[] body) {
    Validation validation = validator.validate(signal, body);
    assertThat(validation)
        .as(
            () ->
                validation instanceof Validation.Malformed
                    ? ((Validation.Malformed) validation).message()
                    : "")
        .isInstanceOf(Validation.Accepted.class);
    return (Validation.Accepted) validation;
  }

  private Validation.Malformed refuse(byte[] body) {
    Validation validation = validator.validate(Signal.TRACES, body);
    assertThat(validation).isInstanceOf(Validation.Malformed.class);
    return (Validation.Malformed) validation;
  }

  private static byte[] logWithNestedArrays(int arrays) {
    byte[] message = {};
    ProtoWriter writer = new ProtoWriter(64);
    for (int i = 0; i < 2 * arrays; i++) {
      writer.reset();
      writer.bytes(i % 2 == 0 ? Fields.AnyValue.VALUES : Fields.AnyValue.ARRAY, message);
      message = writer.toByteArray();
      if (i % 2 == 1 && message.length > 1000) {
        // Deep enough for the purpose; longer would be quadratic.
        break;
      }
    }
    for (int field : new int[] {Fields.LogRecord.BODY, 2, 2, 1}) {
      writer.reset();
      writer.bytes(field, message);
      message = writer.toByteArray();
    }
    return message;
  }

  /** A span field of ScopeSpans, in hex. */
  private static String span(String fields) {
    int length = bytes(fields).length;
    return String.format("12 %02x %s ", length, fields);
  }

  private static byte[] request(String scopeFields) {
    byte[] scope = bytes(scopeFields);
    ProtoWriter writer = new ProtoWriter(64);
    int resourceMark = writer.begin(1);
    int scopeMark = writer.begin(2);
    writer.writeRaw(scope, 0, scope.length);
    writer.end(scopeMark);
    writer.end(resourceMark);
    return writer.toByteArray();
  }

  private static byte[] bytes(String hex) {
    String digits = hex.replace(" ", "");
    byte[] bytes = new byte[digits.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(digits.substring(2 * i, 2 * i + 2), 16);
    }
    return bytes;
  }
}
