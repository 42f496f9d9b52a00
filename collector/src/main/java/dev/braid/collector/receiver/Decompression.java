/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** Undoes a request's compression, up to a limit that is checked while bytes come out. */
final class Decompression {
  /** The encodings that a sender may use, for messages and {@code grpc-accept-encoding}. */
  static final String SUPPORTED = "identity,gzip,zstd,deflate";

  private static final int BUFFER_BYTES = 16 * 1024;

  private Decompression() {}

  /** The body is larger than allowed once it is decompressed. */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1;

    TooLargeException(int maxBytes) {
      super("request body is larger than " + maxBytes + " bytes after decompression");
    }
  }

  static boolean isSupported(String encoding) {
    return switch (encoding) {
      case "gzip", "zstd", "deflate", "zlib" -> true;
      default -> isIdentity(encoding);
    };
  }

  static boolean isIdentity(String encoding) {
    return encoding.isEmpty() || encoding.equals("identity");
  }

  /**
   * The bytes that were compressed.
   *
   * @throws IOException if they are damaged, {@link TooLargeException} if they are too many
   */
  static byte[] decompress(String encoding, byte[] array, int offset, int length, int maxBytes)
      throws IOException {
    InputStream source = new ByteArrayInputStream(array, offset, length);
    try (InputStream plain = open(encoding, source)) {
      ByteArrayOutputStream result = new ByteArrayOutputStream(firstBytes(length, maxBytes));
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int read = plain.read(buffer); read >= 0; read = plain.read(buffer)) {
        if (result.size() + read > maxBytes) {
          throw new TooLargeException(maxBytes);
        }
        result.write(buffer, 0, read);
      }
      return result.toByteArray();
    }
  }

  private static int firstBytes(int length, int maxBytes) {
    // Telemetry shrinks to a quarter or less.
    return (int) Math.min(maxBytes, Math.max(BUFFER_BYTES, 4L * length));
  }

  private static InputStream open(String encoding, InputStream source) throws IOException {
    return switch (encoding) {
      case "gzip" -> new GZIPInputStream(source, BUFFER_BYTES);
      case "zstd" -> new ZstdInputStreamNoFinalizer(source);
      case "deflate", "zlib" -> new InflaterInputStream(source);
      default -> throw new IOException("unknown encoding " + encoding);
    };
  }
}
