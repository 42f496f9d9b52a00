/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package com.example.shop.payments;

import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.format.annotation.DurationFormat;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The service's HTTP interface. */
@RestController
class PaymentController {

  private static final Logger log = LoggerFactory.getLogger(PaymentController.class);

  private final PaymentService payments;
  private final FaultSwitch faults;

  PaymentController(PaymentService payments, FaultSwitch faults) {
    this.payments = payments;
    this.faults = faults;
  }

  @PostMapping("/pay/{orderId}")
  Payment pay(@PathVariable long orderId) {
    log.debug("paying order {}", orderId);
    return payments.pay(orderId);
  }

  @GetMapping("/pay/{orderId}")
  Payment payByLink(@PathVariable long orderId) {
    return pay(orderId);
  }

  @GetMapping("/fault")
  FaultSwitch.Fault fault() {
    return faults.current();
  }

  @PostMapping("/fault")
  FaultSwitch.Fault inject(
      @RequestParam String kind,
      @RequestParam(name = "for", defaultValue = "30s")
          @DurationFormat(style = DurationFormat.Style.SIMPLE)
          Duration howLong) {
    return faults.inject(kind(kind), howLong);
  }

  private static FaultKind kind(String name) {
    for (FaultKind kind : FaultKind.values()) {
      if (kind.name().toLowerCase(Locale.ROOT).equals(name)) {
        return kind;
      }
    }
    throw new ResponseStatusException(
        HttpStatus.BAD_REQUEST, "kind: got " + name + ", expected none, pool, errors or delay");
  }
}
