/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.ring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.otlp.Signal;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private static final long LONG_NANOS = 3_600_000_000_000L;

  private final Outbox outbox = new Outbox();

  @Test
  void lanes_areServedInTurn_eachInItsOrder() throws InterruptedException {
    Outgoing firstSpans = add(Signal.TRACES, 1);
    Outgoing secondSpans = add(Signal.TRACES, 2);
    Outgoing firstLogs = add(Signal.LOGS, 3);

    assertThat(outbox.next()).isSameAs(firstLogs);
    assertThat(outbox.next()).isSameAs(firstSpans);
    assertThat(outbox.next()).isSameAs(secondSpans);
  }

  @Test
  void heldLane_isPassedOver_andItsRequestComesFirstAfterwards() throws InterruptedException {
    Outgoing spans = add(Signal.TRACES, 1);
    assertThat(outbox.next()).isSameAs(spans);
    add(Signal.TRACES, 2);
    Outgoing logs = add(Signal.LOGS, 3);

    outbox.holdBack(Signal.TRACES, LONG_NANOS);
    outbox.putBack(spans);

    assertThat(outbox.next()).isSameAs(logs);
    outbox.hurry();
    assertThat(outbox.next()).isSameAs(spans);
  }

  @Test
  void holdThatIsOver_isForgotten() throws InterruptedException {
    Outgoing spans = add(Signal.TRACES, 1);
    outbox.holdBack(Signal.TRACES, 1_000_000);

    assertThat(outbox.next()).isSameAs(spans);
  }

  @Test
  void fullLane_leavesRoomToOtherSignals() {
    for (int i = 0; i < Outbox.MAX_REQUESTS; i++) {
      add(Signal.TRACES, 1);
    }

    assertThat(outbox.take(Signal.TRACES)).isNull();
    assertThat(outbox.take(Signal.LOGS)).isNotNull();
  }

  @Test
  void laneOverItsBytes_leavesRoomToOtherSignals() {
    Outgoing large = Objects.requireNonNull(outbox.take(Signal.TRACES));
    byte[] megabyte = new byte[1 << 20];
    for (long size = 0; size < Outbox.MAX_LANE_BYTES; size += megabyte.length) {
      large.writer.writeRaw(megabyte, 0, megabyte.length);
    }
    outbox.add(large);

    assertThat(outbox.take(Signal.TRACES)).isNull();
    assertThat(outbox.take(Signal.LOGS)).isNotNull();
  }

  @Test
  void items_countFromAddToRelease_alsoWhileUnderWay() throws InterruptedException {
    Outgoing spans = add(Signal.TRACES, 7);
    add(Signal.TRACES, 5);
    assertThat(outbox.next()).isSameAs(spans);

    assertThat(outbox.items(Signal.TRACES)).isEqualTo(12);
    outbox.release(spans);
    assertThat(outbox.items(Signal.TRACES)).isEqualTo(5);
  }

  @Test
  void abandoned_acceptsNothing_andEndsAfterWhatIsLeft() throws InterruptedException {
    Outgoing spans = add(Signal.TRACES, 1);
    Outgoing late = Objects.requireNonNull(outbox.take(Signal.LOGS));

    outbox.abandon();

    assertThat(outbox.add(late)).isFalse();
    assertThat(outbox.poll()).isSameAs(spans);
    assertThat(outbox.putBack(spans)).isFalse();
    assertThat(outbox.next()).isNull();
  }

  private Outgoing add(Signal signal, int items) {
    Outgoing request = Objects.requireNonNull(outbox.take(signal));
    request.items = items;
    assertThat(outbox.add(request)).isTrue();
    return request;
  }
}
