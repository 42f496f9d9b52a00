/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp.edit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import dev.braid.otlp.Batch;
import dev.braid.otlp.Limits;
import dev.braid.otlp.OtlpValidator;
import dev.braid.otlp.RandomRequests;
import dev.braid.otlp.Signal;
import dev.braid.otlp.Validation;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Seeded mutation of requests: what the door accepts is edited as the oracle would. */
class RewriteFuzzTest {
  private static final int REQUESTS = 12;
  private static final int MUTATIONS = 60;

  private final OtlpValidator validator = new OtlpValidator(Limits.DEFAULT);

  @ParameterizedTest
  @EnumSource
  void mutatedRequest_isEditedLikeASoundOne(Signal signal) throws Exception {
    RandomRequests requests = new RandomRequests(RandomRequests.SEED);
    int accepted = 0;
    for (int request = 0; request < REQUESTS; request++) {
      byte[] body = requests.next(signal).toByteArray();
      for (int mutation = 0; mutation < MUTATIONS; mutation++) {
        long seed = RandomRequests.SEED + 1000L * request + mutation;
        byte[] mutated = mutate(body, new Random(seed));
        Validation validation = validator.validate(signal, mutated);
        if (!validation.isAccepted()) {
          continue;
        }
        accepted++;
        Batch batch = ((Validation.Accepted) validation).toBatch(signal);

        Batch result = new Rewrite(List.of(RandomEdits.editor(seed, true))).apply(batch);

        Message expected = RandomEdits.model(signal, parse(signal, batch), seed, true);
        assertThat(parse(signal, result)).as("seed %d", seed).isEqualTo(expected);
      }
    }
    assertThat(accepted).isGreaterThan(100);
  }

  @ParameterizedTest
  @EnumSource
  void unsoundBytes_neverLeadOutOfTheirRange(Signal signal) {
    RandomRequests requests = new RandomRequests(RandomRequests.SEED);
    for (int request = 0; request < REQUESTS; request++) {
      byte[] body = requests.next(signal).toByteArray();
      for (int mutation = 0; mutation < MUTATIONS; mutation++) {
        long seed = RandomRequests.SEED + 1000L * request + mutation;
        Batch batch = Batch.of(signal, mutate(body, new Random(seed)));

        Batch result = new Rewrite(List.of(RandomEdits.editor(seed, true))).apply(batch);

        assertThat(result.itemCount()).as("seed %d", seed).isGreaterThanOrEqualTo(0);
      }
    }
  }

  private static Message parse(Signal signal, Batch batch) throws Exception {
    return RandomRequests.prototype(signal).getParserForType().parseFrom(batch.toByteArray());
  }

  private static byte[] mutate(byte[] body, Random random) {
    byte[] result = body.clone();
    for (int i = 0; i <= random.nextInt(3) && result.length > 0; i++) {
      int at = random.nextInt(result.length);
      if (random.nextInt(4) == 0) {
        int length = Math.min(random.nextInt(16), result.length - at);
        System.arraycopy(body, random.nextInt(body.length - length + 1), result, at, length);
      } else {
        result[at] ^= (byte) (1 << random.nextInt(8));
      }
    }
    return result;
  }
}
