/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package com.example.shop.payments;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** At most one fault at a time, which ends by itself; safe for any thread. */
@Component
class FaultSwitch {

  static final Duration LONGEST = Duration.ofMinutes(5);

  private static final Logger log = LoggerFactory.getLogger(FaultSwitch.class);

  private final Clock clock;
  private volatile Fault fault = new Fault(FaultKind.NONE, Instant.EPOCH);

  FaultSwitch(Clock clock) {
    this.clock = clock;
  }

  /** Turns a fault on until a time, at most {@link #LONGEST} away, and takes back any other. */
  Fault inject(FaultKind kind, Duration howLong) {
    Duration bounded = howLong.compareTo(LONGEST) > 0 ? LONGEST : howLong;
    fault = new Fault(kind, clock.instant().plus(bounded));
    log.warn("fault {} for {} ms", kind, bounded.toMillis());
    return fault;
  }

  /** The fault of this moment. */
  Fault current() {
    Fault now = fault;
    return clock.instant().isBefore(now.until()) ? now : new Fault(FaultKind.NONE, now.until());
  }

  /** How long the fault of this moment still lasts; zero without one. */
  Duration remaining(FaultKind kind) {
    Fault now = current();
    if (now.kind() != kind) {
      return Duration.ZERO;
    }
    Duration left = Duration.between(clock.instant(), now.until());
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** A fault and its end. */
  record Fault(FaultKind kind, Instant until) {}
}
