/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

final class DecompressionTest {
  private static final byte[] PLAIN = new byte[1000];

  @Test
  void gzipAndZstd_areUndone() throws IOException {
    assertThat(inflate("gzip", gzip(PLAIN), 1000)).isEqualTo(PLAIN);
    assertThat(inflate("zstd", Zstd.compress(PLAIN), 1000)).isEqualTo(PLAIN);
  }

  @Test
  void zstdOfSeveralFrames_orWithoutItsLength_isUndone() throws IOException {
    byte[] frame = Zstd.compress(PLAIN);
    byte[] two = Arrays.copyOf(frame, 2 * frame.length);
    System.arraycopy(frame, 0, two, frame.length, frame.length);
    ByteArrayOutputStream streamed = new ByteArrayOutputStream();
    try (ZstdOutputStreamNoFinalizer zstd = new ZstdOutputStreamNoFinalizer(streamed)) {
      zstd.write(PLAIN);
    }

    assertThat(inflate("zstd", two, 2000)).hasSize(2 * PLAIN.length).startsWith(PLAIN);
    assertThat(inflate("zstd", streamed.toByteArray(), 1000)).isEqualTo(PLAIN);
  }

  @Test
  void oneByteBeyondTheLimit_isTooLarge() throws IOException {
    byte[] bomb = gzip(PLAIN);

    assertThatThrownBy(() -> inflate("gzip", bomb, 999))
        .isInstanceOf(Decompression.TooLargeException.class);
    assertThatThrownBy(() -> inflate("zstd", Zstd.compress(PLAIN), 999))
        .isInstanceOf(Decompression.TooLargeException.class);
  }

  @Test
  void damagedBytes_areAnIoException() {
    byte[] noise = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

    for (String encoding : new String[] {"gzip", "zstd", "deflate"}) {
      assertThatThrownBy(() -> inflate(encoding, noise, 999)).isInstanceOf(IOException.class);
    }
  }

  private static byte[] inflate(String encoding, byte[] bytes, int max) throws IOException {
    return Decompression.decompress(encoding, bytes, 0, bytes.length, max);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    }
    return bytes.toByteArray();
  }
}
