/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/** Undoes a request's compression, up to a limit that is checked while bytes come out. */
final class Decompression {
  /** The encodings that a sender may use, for messages and {@code grpc-accept-encoding}. */
  static final String SUPPORTED = "identity,gzip,zstd,deflate";

  private static final int BUFFER_BYTES = 16 * 1024;

  /** Telemetry shrinks to a twentieth at most; a frame that claims more is read as it comes. */
  private static final int MAX_BELIEVED_RATIO = 100;

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
    if (encoding.equals("zstd")) {
      byte[] whole = zstdFrame(array, offset, length, maxBytes);
      if (whole != null) {
        return whole;
      }
    }
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

  /**
   * The content of one frame that tells its length, in one call and without a copy; null where the
   * stream has to find out. A length that is not believable is not allocated for.
   */
  private static byte @Nullable [] zstdFrame(byte[] array, int offset, int length, int maxBytes) {
    long told = Zstd.getFrameContentSize(array, offset, length);
    if (told <= 0 || told > maxBytes || told > (long) MAX_BELIEVED_RATIO * length) {
      return null;
    }
    byte[] content = new byte[(int) told];
    try {
      long found = Zstd.decompressByteArray(content, 0, content.length, array, offset, length);
      return found == told ? content : null;
    } catch (ZstdException moreFramesOrDamaged) {
      return null;
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
