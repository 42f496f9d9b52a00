/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver.loki;

import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import dev.braid.collector.receiver.PushProtocol;
import dev.braid.otlp.Signal;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Loki's push API: protobuf under Snappy, or JSON. Labels and structured metadata become
 * attributes.
 *
 * @param keepsTime whether an entry's own time is its time, otherwise the time of its arrival
 * @see <a href="https://grafana.com/docs/loki/latest/reference/loki-http-api/#ingest-logs">Ingest
 *     logs, Loki 3</a>
 */
record LokiProtocol(boolean keepsTime, Clock clock) implements PushProtocol {
  private static final MediaType PROTOBUF = MediaType.create("application", "x-protobuf");

  @Override
  public Signal signal() {
    return Signal.LOGS;
  }

  @Override
  public String path() {
    return "/loki/api/v1/push";
  }

  @Override
  public String contentTypes() {
    return "application/x-protobuf, application/json";
  }

  @Override
  public boolean takes(@Nullable MediaType type) {
    return type != null && (type.is(PROTOBUF) || type.is(MediaType.JSON));
  }

  @Override
  public boolean decodes(String encoding) {
    return encoding.equals("snappy");
  }

  @Override
  public HttpStatus taken() {
    return HttpStatus.NO_CONTENT;
  }

  @Override
  public byte[] toOtlp(@Nullable MediaType type, byte[] body, int maxBytes) throws IOException {
    Instant now = clock.instant();
    long nanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
    EntryWriter entries = new EntryWriter(nanos, keepsTime, maxBytes);
    if (type != null && type.is(MediaType.JSON)) {
      JsonPush.read(body, entries);
    } else {
      ProtoPush.read(SnappyBlock.decompress(body, maxBytes), entries);
    }
    return entries.toOtlp();
  }
}
