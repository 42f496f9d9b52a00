/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.ring;

import dev.braid.otlp.Signal;
import dev.braid.otlp.sender.OtlpHttpSender;
import dev.braid.otlp.sender.SendOutcome;
import dev.braid.otlp.sender.SenderSettings;
import org.jspecify.annotations.Nullable;

/** One OTLP/HTTP sender a signal, made when it is first needed, on the send thread. */
public final class HttpSenders implements Sender {
  private final @Nullable SenderSettings[] settings;
  private final @Nullable OtlpHttpSender[] senders =
      new @Nullable OtlpHttpSender[Signal.values().length];
  private boolean isClosed;

  /** Settings by the signal's ordinal; null for signals that are not exported. */
  public HttpSenders(@Nullable SenderSettings[] settings) {
    this.settings = settings.clone();
  }

  @Override
  public SendOutcome send(Signal signal, byte[] body, int length) {
    return sender(signal).send(body, 0, length);
  }

  private synchronized OtlpHttpSender sender(Signal signal) {
    int index = signal.ordinal();
    OtlpHttpSender sender = senders[index];
    if (sender == null) {
      SenderSettings wanted = settings[index];
      if (wanted == null) {
        throw new IllegalStateException(signal + " are not exported");
      }
      sender = new OtlpHttpSender(wanted);
      senders[index] = sender;
      if (isClosed) {
        sender.close();
      }
    }
    return sender;
  }

  @Override
  public synchronized void abortIfOverdue() {
    for (OtlpHttpSender sender : senders) {
      if (sender != null) {
        sender.abortIfOverdue();
      }
    }
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    for (OtlpHttpSender sender : senders) {
      if (sender != null) {
        sender.close();
      }
    }
  }
}
