/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public final class SnappyTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 59, 60, 61, 256, 257, 65_535, 65_536, 65_537, 300_000})
  void blocks_areReadBack_byAnotherImplementation(int size) {
    Random random = new Random(size);
    byte[] noise = new byte[size];
    random.nextBytes(noise);
    byte[] words = new byte[size];
    for (int i = 0; i < size; i++) {
      words[i] = (byte) "service_name=shop,".charAt(i * (1 + i / 5000) % 18);
    }

    assertThat(decompress(Snappy.compress(noise))).isEqualTo(noise);
    assertThat(decompress(Snappy.compress(words))).isEqualTo(words);
  }

  @Test
  void repetition_shrinks() {
    byte[] text =
        "http_server_request_duration_seconds ".repeat(1000).getBytes(StandardCharsets.UTF_8);

    assertThat(Snappy.compress(text).length).isLessThan(text.length / 10);
  }

  public static byte[] decompress(byte[] block) {
    ByteBuf out = Unpooled.buffer();
    new io.netty.handler.codec.compression.Snappy().decode(Unpooled.wrappedBuffer(block), out);
    byte[] plain = new byte[out.readableBytes()];
    out.readBytes(plain);
    return plain;
  }
}
