/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver;

import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import dev.braid.otlp.Signal;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A way of sending telemetry over HTTP that is not OTLP. Stateless and thread-safe. */
public interface PushProtocol {

  Signal signal();

  /** The path that senders know. */
  String path();

  /** The content types that {@link #toOtlp} can read, for messages. */
  String contentTypes();

  boolean takes(@Nullable MediaType type);

  /** Whether {@link #toOtlp} itself undoes the content encoding {@code encoding}. */
  default boolean decodes(String encoding) {
    return false;
  }

  /** What a sender hears when all is taken. */
  HttpStatus taken();

  /**
   * An OTLP request of the same meaning.
   *
   * @param body as sent, but for the content encodings of HTTP
   * @param maxBytes most bytes of the result, and of anything that is decompressed on the way
   * @throws IOException if {@code body} is damaged or too large; its message goes to the sender
   */
  byte[] toOtlp(@Nullable MediaType type, byte[] body, int maxBytes) throws IOException;
}
