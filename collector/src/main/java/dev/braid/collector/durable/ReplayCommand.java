/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.durable;

import dev.braid.collector.Braid;
import dev.braid.collector.log.LogLosses;
import dev.braid.collector.log.SegmentReader;
import dev.braid.collector.log.StoredEntry;
import dev.braid.otlp.Batch;
import dev.braid.otlp.Signal;
import dev.braid.otlp.sender.OtlpHttpSender;
import dev.braid.otlp.sender.SendOutcome;
import dev.braid.otlp.sender.SenderSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code braid replay}: sends what segment files hold. The files stay as they are. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Sends the batches in dead-letter files (or any segment of a stopped collector) again.",
      "Exit codes: 0 everything was taken, 1 something was not. The files stay; delete them after."
    })
public final class ReplayCommand implements Braid.Subcommand, Callable<Integer> {
  /** Tries of a batch that the other side cannot take now. */
  private static final int MAX_TRIES = 10;

  private static final long WAIT_MILLIS = 1000;
  private static final int LINE_EVERY = 1000;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Such as 0000000000000000000.log.")
  private List<Path> files = List.of();

  @Option(
      names = "--to",
      paramLabel = "URL",
      description = "An OTLP/HTTP endpoint; default: ${DEFAULT-VALUE}.")
  private String endpoint = "http://127.0.0.1:4318";

  @Spec
  @SuppressWarnings("NullAway.Init") // Set by picocli before call.
  private CommandSpec spec;

  private final Map<Signal, OtlpHttpSender> senders = new EnumMap<>(Signal.class);
  private final Tally tally = new Tally();

  /** What became of the items; used by one thread. */
  private static final class Tally {
    private long batches;
    private long sent;
    private long rejected;
    private long unsent;

    @Override
    public String toString() {
      return String.format(
          "%d batches: %d items taken, %d rejected, %d not sent", batches, sent, rejected, unsent);
    }
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    boolean isComplete = true;
    for (Signal signal : Signal.values()) {
      String path = "/v1/" + signal.name().toLowerCase(Locale.ROOT);
      senders.put(signal, new OtlpHttpSender(SenderSettings.builder(endpoint + path).build()));
    }
    for (Path file : files) {
      try {
        replay(file, out);
      } catch (IOException e) {
        spec.commandLine().getErr().println(file + ": " + e.getMessage());
        isComplete = false;
      }
    }
    senders.values().forEach(OtlpHttpSender::close);
    out.println(tally);
    return isComplete && tally.rejected + tally.unsent == 0 ? 0 : 1;
  }

  private void replay(Path file, PrintWriter out) throws IOException {
    LogLosses losses =
        new LogLosses() {
          @Override
          public void damaged(long records, String where) {
            out.println(records + " damaged: " + where);
          }

          @Override
          public void dropped(StoredEntry entry) {}
        };
    try (SegmentReader reader = new SegmentReader(file, losses)) {
      for (StoredEntry entry = reader.next(); entry != null; entry = reader.next()) {
        send(BatchRecord.of(entry).batch(), out);
        if (++tally.batches % LINE_EVERY == 0) {
          out.println(tally);
          out.flush();
        }
      }
      if (reader.unreadBytes() > 0) {
        throw new IOException(reader.unreadBytes() + " bytes at the end are damaged");
      }
    }
  }

  private void send(Batch batch, PrintWriter out) {
    byte[] body = batch.toByteArray();
    SendOutcome outcome = attempt(batch.signal(), body);
    for (int tries = 1; outcome.isRetryable() && tries < MAX_TRIES; tries++) {
      LockSupport.parkNanos(WAIT_MILLIS * 1_000_000);
      outcome = attempt(batch.signal(), body);
    }
    if (outcome instanceof SendOutcome.PartiallyRejected partial) {
      tally.rejected += partial.rejectedItems();
      tally.sent += batch.itemCount() - partial.rejectedItems();
    } else if (outcome.isDelivered()) {
      tally.sent += batch.itemCount();
    } else if (outcome.isRetryable()) {
      tally.unsent += batch.itemCount();
    } else {
      tally.rejected += batch.itemCount();
    }
    if (!outcome.message().isEmpty()) {
      out.println(batch + ": " + outcome.message());
    }
  }

  private SendOutcome attempt(Signal signal, byte[] body) {
    OtlpHttpSender sender = senders.get(signal);
    if (sender == null) {
      throw new IllegalStateException("no sender for " + signal);
    }
    return sender.send(body, 0, body.length);
  }
}
