/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.stream.SubscriptionOption;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.braid.collector.component.Admission;
import dev.braid.collector.component.Intake;
import dev.braid.collector.telemetry.Telemetry;
import dev.braid.otlp.Batch;
import dev.braid.otlp.Limits;
import dev.braid.otlp.OtlpJson;
import dev.braid.otlp.OtlpJsonException;
import dev.braid.otlp.OtlpValidator;
import dev.braid.otlp.RpcStatus;
import dev.braid.otlp.Signal;
import dev.braid.otlp.Validation;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What both OTLP transports do with a body: decompress, transcode, validate, offer to the pipeline.
 * Counts so that {@code offered = accepted + refused} in items; a body that is no telemetry has no
 * items and is counted as a request. Thread-safe.
 */
final class Door {
  private static final CompletableFuture<Optional<RpcStatus>> TAKEN =
      CompletableFuture.completedFuture(Optional.empty());

  private static final long UNREAD_RETRY_MILLIS = 1000;

  /** A body and what the sender said about it. */
  record Message(
      Signal signal,
      String encoding,
      boolean isJson,
      byte[] array,
      int offset,
      int length,
      Map<String, String> metadata) {}

  private final Map<Signal, Intake> intakes;
  private final int maxBytes;
  private final OtlpValidator validator;
  private final Map<Signal, CounterDataPoint> accepted = new EnumMap<>(Signal.class);
  private final Map<Signal, CounterDataPoint> refused = new EnumMap<>(Signal.class);
  private final CounterDataPoint malformed;
  private final CounterDataPoint unread;
  private final ReadingRoom room = ReadingRoom.ofHeap();

  Door(
      String receiver,
      String transport,
      int maxBytes,
      Map<Signal, Intake> intakes,
      Telemetry telemetry) {
    this.intakes = Map.copyOf(intakes);
    this.maxBytes = maxBytes;
    this.validator =
        new OtlpValidator(
            new Limits(
                Limits.DEFAULT_MAX_DEPTH,
                maxBytes,
                Limits.DEFAULT_MAX_ITEMS,
                Limits.DEFAULT_MAX_REPEATED));
    String[] labels = {"receiver", receiver, "transport", transport};
    for (Signal signal : Signal.values()) {
      accepted.put(signal, telemetry.items("receiver_accepted", signal, labels));
      refused.put(signal, telemetry.items("receiver_refused", signal, labels));
    }
    this.malformed = telemetry.counter("receiver_malformed_requests", labels);
    this.unread = telemetry.counter("receiver_unread_requests", labels);
  }

  /** The room for bodies that are being read. */
  ReadingRoom room() {
    return room;
  }

  /** Answers a request when {@code body} has read it, and gives back the room that it took. */
  HttpResponse read(
      ServiceRequestContext ctx,
      HttpRequest request,
      BodyCollector body,
      Function<BodyCollector.Body, HttpResponse> answer) {
    request.subscribe(body, ctx.eventLoop(), SubscriptionOption.WITH_POOLED_OBJECTS);
    return HttpResponse.of(
        body.result()
            .thenApply(
                read -> {
                  try {
                    return answer.apply(read);
                  } finally {
                    room.release(read.reserved());
                  }
                }));
  }

  int maxBytes() {
    return maxBytes;
  }

  boolean takes(Signal signal) {
    return intakes.containsKey(signal);
  }

  /** Takes the message, or says why not: empty means taken. Never completes exceptionally. */
  CompletableFuture<Optional<RpcStatus>> offer(Message message) {
    try {
      byte[] array = message.array;
      int offset = message.offset;
      int length = message.length;
      if (!Decompression.isIdentity(message.encoding)) {
        array = Decompression.decompress(message.encoding, array, offset, length, maxBytes);
        offset = 0;
        length = array.length;
      }
      if (message.isJson) {
        byte[] text =
            offset == 0 && length == array.length
                ? array
                : java.util.Arrays.copyOfRange(array, offset, offset + length);
        array = OtlpJson.toProto(message.signal, text);
        offset = 0;
        length = array.length;
      }
      Validation validation = validator.validate(message.signal, array, offset, length);
      return offer(message.signal, validation, message.metadata);
    } catch (Decompression.TooLargeException e) {
      return answer(tooLarge());
    } catch (OtlpJsonException | IOException e) {
      malformed.inc();
      return answer(RpcStatus.of(RpcStatus.INVALID_ARGUMENT, "request body: " + e.getMessage()));
    }
  }

  /** As {@link #offer(Message)}, for OTLP that was made here of something else. */
  CompletableFuture<Optional<RpcStatus>> offerTranslated(
      Signal signal, byte[] otlp, Map<String, String> metadata) {
    return offer(signal, validator.validate(signal, otlp), metadata);
  }

  /** The answer to a body that was read past the limit. */
  RpcStatus tooLarge() {
    malformed.inc();
    return RpcStatus.of(
        RpcStatus.RESOURCE_EXHAUSTED,
        "request body is larger than " + maxBytes + " bytes, decompressed");
  }

  /** The answer to a body for which there was no room. */
  RpcStatus unread() {
    unread.inc();
    return RpcStatus.of(RpcStatus.UNAVAILABLE, "too many requests are being read, try again")
        .withRetryDelayMillis(UNREAD_RETRY_MILLIS);
  }

  /** The answer to a request that has the wrong shape. */
  RpcStatus malformed(int code, String message) {
    malformed.inc();
    return RpcStatus.of(code, message);
  }

  private CompletableFuture<Optional<RpcStatus>> offer(
      Signal signal, Validation validation, Map<String, String> metadata) {
    if (validation instanceof Validation.Malformed bad) {
      malformed.inc();
      return answer(RpcStatus.of(RpcStatus.INVALID_ARGUMENT, "request body: " + bad.message()));
    }
    Batch batch =
        ((Validation.Accepted) validation)
            .toBatch(signal)
            .withReceived(System.currentTimeMillis() * 1_000_000L);
    if (!metadata.isEmpty()) {
      batch = batch.withMetadata(metadata);
    }
    return offer(signal, batch);
  }

  private CompletableFuture<Optional<RpcStatus>> offer(Signal signal, Batch batch) {
    Intake intake = intakes.get(signal);
    if (batch.itemCount() == 0 || intake == null) {
      return TAKEN;
    }
    CompletableFuture<Admission> admission = intake.offer(batch);
    if (admission == Admission.ADMITTED) {
      count(accepted, signal, batch);
      return TAKEN;
    }
    Batch offered = batch;
    return admission.thenApply(late -> Optional.ofNullable(settle(signal, offered, late)));
  }

  private @Nullable RpcStatus settle(Signal signal, Batch batch, Admission admission) {
    if (admission instanceof Admission.Refused no) {
      count(refused, signal, batch);
      return RpcStatus.of(RpcStatus.UNAVAILABLE, no.message())
          .withRetryDelayMillis(no.retryAfter().toMillis());
    }
    count(accepted, signal, batch);
    return null;
  }

  private static CompletableFuture<Optional<RpcStatus>> answer(RpcStatus status) {
    return CompletableFuture.completedFuture(Optional.of(status));
  }

  private static void count(Map<Signal, CounterDataPoint> by, Signal signal, Batch batch) {
    CounterDataPoint counter = by.get(signal);
    if (counter != null) {
      counter.inc(batch.itemCount());
    }
  }
}
