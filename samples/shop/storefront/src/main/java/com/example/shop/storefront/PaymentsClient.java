/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package com.example.shop.storefront;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.client.RestClient;

/** Asks payments for the money, and hands faults on to it. */
class PaymentsClient {

  private static final Logger log = LoggerFactory.getLogger(PaymentsClient.class);

  private final RestClient http;

  PaymentsClient(RestClient http) {
    this.http = http;
  }

  Receipt pay(long orderId) {
    Receipt receipt = http.post().uri("/pay/{orderId}", orderId).retrieve().body(Receipt.class);
    log.debug("payments says {}", receipt);
    return receipt;
  }

  String fault() {
    return http.get().uri("/fault").retrieve().body(String.class);
  }

  String inject(String kind, String howLong) {
    return http.post()
        .uri("/fault?kind={kind}&for={howLong}", kind, howLong)
        .retrieve()
        .body(String.class);
  }

  /** What payments answers. */
  record Receipt(long id, long orderId, String status, int cents) {}
}
