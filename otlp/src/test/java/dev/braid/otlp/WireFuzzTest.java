/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Seeded mutation of valid requests: nothing crashes, and what is accepted the oracle can read. */
class WireFuzzTest {
  private static final int REQUESTS = 8;
  private static final int MUTATIONS = 100;

  private final OtlpValidator validator = new OtlpValidator(Limits.DEFAULT);

  @ParameterizedTest
  @EnumSource
  void mutatedRequest_isRefusedOrSound(Signal signal) throws Exception {
    RandomRequests requests = new RandomRequests(RandomRequests.SEED);
    int accepted = 0;
    int refused = 0;
    for (int request = 0; request < REQUESTS; request++) {
      byte[] body = requests.next(signal).toByteArray();
      for (int mutation = 0; mutation < MUTATIONS; mutation++) {
        long seed = RandomRequests.SEED + 1000L * request + mutation;
        byte[] mutated = mutate(body, new Random(seed));
        walk(signal, mutated);

        Validation validation = validator.validate(signal, mutated);

        if (validation.isAccepted()) {
          accepted++;
          checkAccepted(signal, mutated, (Validation.Accepted) validation, seed);
        } else {
          refused++;
          assertThat(((Validation.Malformed) validation).byteOffset())
              .as("seed %d", seed)
              .isBetween(0, mutated.length);
        }
      }
    }
    assertThat(accepted).isGreaterThan(100);
    assertThat(refused).isGreaterThan(100);
  }

  private void checkAccepted(Signal signal, byte[] mutated, Validation.Accepted accepted, long seed)
      throws Exception {
    Batch batch = accepted.toBatch(signal);
    byte[] canonical = batch.toByteArray();
    assertThat(accepted.itemCount())
        .as("seed %d", seed)
        .isEqualTo(ItemCounter.count(signal, canonical, 0, canonical.length));
    Message ours = parse(signal, canonical);
    Message theirs;
    try {
      theirs = parse(signal, mutated);
    } catch (InvalidProtocolBufferException e) {
      // Only repaired strings may be sound for us and not for the oracle.
      assertThat(e).as("seed %d", seed).hasMessageContaining("UTF-8");
      theirs = ours;
    }
    assertThat(ours.toByteString().size())
        .as("seed %d", seed)
        .isEqualTo(theirs.getSerializedSize());
    assertThat(ours).as("seed %d", seed).isEqualTo(theirs);
    walk(signal, canonical);
    byte[] json = OtlpJson.toJson(signal, canonical, 0, canonical.length);
    assertThat(OtlpJson.toProto(signal, json)).isNotNull();
    for (Batch part : batch.split(2)) {
      assertThat(part.itemCount()).isLessThanOrEqualTo(2);
    }
  }

  private static Message parse(Signal signal, byte[] bytes) throws Exception {
    return RandomRequests.prototype(signal).getParserForType().parseFrom(bytes);
  }

  /** Reads everything; must stay inside the array whatever the bytes are. */
  private static void walk(Signal signal, byte[] body) {
    Batch batch = Batch.of(signal, body);
    switch (signal) {
      case TRACES:
        SpanCursor spans = new SpanCursor();
        spans.reset(batch);
        while (spans.next()) {
          read(spans.resource().attributes());
          read(spans.scope().attributes());
          read(spans.span().attributes());
          while (spans.span().nextEvent()) {
            read(spans.span().event().attributes());
          }
          while (spans.span().nextLink()) {
            read(spans.span().link().attributes());
          }
        }
        break;
      case METRICS:
        MetricCursor metrics = new MetricCursor();
        metrics.reset(batch);
        while (metrics.next()) {
          while (metrics.metric().nextPoint()) {
            read(metrics.metric().point().attributes());
          }
        }
        break;
      default:
        LogCursor logs = new LogCursor();
        logs.reset(batch);
        while (logs.next()) {
          logs.logRecord().body().asText();
          read(logs.logRecord().attributes());
        }
    }
  }

  private static void read(AttributesView attributes) {
    attributes.rewind();
    while (attributes.next()) {
      assertThat(attributes.key().toString()).isNotNull();
      assertThat(attributes.value().asText()).isNotNull();
    }
    attributes.find("a");
  }

  private static byte[] mutate(byte[] body, Random random) {
    byte[] result = body.clone();
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes && result.length > 0; i++) {
      int at = random.nextInt(result.length);
      switch (random.nextInt(4)) {
        case 0:
          result[at] ^= (byte) (1 << random.nextInt(8));
          break;
        case 1:
          result[at] = (byte) random.nextInt(256);
          break;
        case 2:
          result = java.util.Arrays.copyOf(result, at);
          break;
        default:
          int length = Math.min(random.nextInt(16), result.length - at);
          int from = random.nextInt(result.length - length + 1);
          System.arraycopy(body, Math.min(from, body.length - length), result, at, length);
      }
    }
    return result;
  }
}
