/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpObject;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Gathers a request's body into one array, copying each byte once. A body past the limit is read to
 * its end and forgotten, so that the connection stays usable, unless the rest is longer than
 * another limit. Touched by the request's event loop only.
 */
final class BodyCollector implements Subscriber<HttpObject> {
  /**
   * What was read: the bytes, or the fact that there were too many, or no room for them.
   *
   * @param reserved what the reader gives back to the room when it is done with the bytes
   */
  record Body(byte[] array, int length, boolean isTooLarge, boolean isUnread, long reserved) {}

  private static final byte[] NOTHING = {};
  private static final int FIRST_BYTES = 16 * 1024;

  /** Bytes of a gRPC frame's head: a flag and the length. */
  static final int FRAME_HEAD_BYTES = 5;

  private final CompletableFuture<Body> result = new CompletableFuture<>();
  private final ReadingRoom room;
  private final int maxBytes;
  private final boolean isFramed;
  private byte[] array = NOTHING;
  private int length;
  private long seen;
  private long reserved;
  private boolean isUnread;
  private @Nullable Subscription subscription;

  private BodyCollector(int maxBytes, boolean isFramed, ReadingRoom room) {
    this.room = room;
    this.maxBytes = maxBytes;
    this.isFramed = isFramed;
  }

  /** For a plain body, of which the sender may have told the length (or -1). */
  static BodyCollector plain(int maxBytes, long contentLength, ReadingRoom room) {
    BodyCollector collector = new BodyCollector(maxBytes, false, room);
    // The first block only: a sender that lies about the length must not cost its memory.
    collector.array = new byte[(int) Math.max(0, Math.min(contentLength, FIRST_BYTES))];
    return collector;
  }

  /** For a gRPC body, whose frame tells the length. */
  static BodyCollector framed(int maxBytes, ReadingRoom room) {
    return new BodyCollector(maxBytes + FRAME_HEAD_BYTES, true, room);
  }

  CompletableFuture<Body> result() {
    return result;
  }

  @Override
  public void onSubscribe(Subscription source) {
    subscription = source;
    source.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(HttpObject object) {
    if (!(object instanceof HttpData data)) {
      return;
    }
    try (data) {
      seen += data.length();
      if (seen <= maxBytes && !isUnread) {
        append(data.byteBuf());
      } else if (seen > 2L * maxBytes && subscription != null) {
        subscription.cancel();
        result.complete(new Body(array, 0, true, false, reserved));
      }
    }
  }

  @Override
  public void onError(Throwable error) {
    room.release(reserved);
    reserved = 0;
    result.completeExceptionally(error);
  }

  @Override
  public void onComplete() {
    result.complete(new Body(array, length, seen > maxBytes, isUnread, reserved));
  }

  private void append(ByteBuf bytes) {
    int count = bytes.readableBytes();
    int needed = length + count;
    if (needed > array.length) {
      int capacity = capacity(needed, bytes);
      if (!room.reserve(capacity - array.length)) {
        forget();
        return;
      }
      reserved += capacity - array.length;
      array = Arrays.copyOf(array, capacity);
    }
    bytes.readBytes(array, length, count);
    length = needed;
  }

  /** The rest is read past, so that the connection stays usable. */
  private void forget() {
    isUnread = true;
    array = NOTHING;
    length = 0;
    room.release(reserved);
    reserved = 0;
  }

  private int capacity(int needed, ByteBuf bytes) {
    if (isFramed && length == 0 && bytes.readableBytes() >= FRAME_HEAD_BYTES) {
      long told = bytes.getUnsignedInt(bytes.readerIndex() + 1) + FRAME_HEAD_BYTES;
      // Believed up to what a batch of 8192 spans weighs; beyond that the array grows as bytes
      // come.
      return (int) Math.max(needed, Math.min(told, Math.min(maxBytes, 4 << 20)));
    }
    return (int) Math.min(maxBytes, Math.max(needed, Math.max(FIRST_BYTES, 2L * array.length)));
  }
}
