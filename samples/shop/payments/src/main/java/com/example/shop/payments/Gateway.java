/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package com.example.shop.payments;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stands for the bank's gateway: usually quick, now and then slow. */
class Gateway {

  private static final Logger log = LoggerFactory.getLogger(Gateway.class);

  private static final Duration USUAL = Duration.ofMillis(3);
  private static final Duration SLOW = Duration.ofMillis(600);
  private static final Duration STALLED = Duration.ofSeconds(3);
  private static final Duration LATE = Duration.ofMillis(800);

  private final FaultSwitch faults;
  private final int slowEvery;
  private final AtomicLong calls = new AtomicLong();

  Gateway(FaultSwitch faults, int slowEvery) {
    this.faults = faults;
    this.slowEvery = slowEvery;
  }

  /** Looks the customer up; late under {@link FaultKind#DELAY}. */
  void greet(long orderId) {
    Duration late = shorter(LATE, faults.remaining(FaultKind.DELAY));
    if (!late.isZero()) {
      log.info("gateway greets order {} late by {} ms", orderId, late.toMillis());
      await(late);
    }
  }

  /** Asks for the money and blocks until the bank answers. */
  void authorize(long orderId, int cents) {
    long call = calls.getAndIncrement();
    log.debug("authorizing {} cents for order {}, call {}", cents, orderId, call);
    if (call % 2 == 1 && !faults.remaining(FaultKind.ERRORS).isZero()) {
      throw new GatewayRefusedException("gateway refused order " + orderId + ": code 51");
    }
    Duration stalled = shorter(STALLED, faults.remaining(FaultKind.POOL));
    Duration usual = call % slowEvery == 0 ? SLOW : USUAL;
    await(stalled.isZero() ? usual : stalled);
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static void await(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
      LockSupport.parkNanos(left);
    }
  }
}
