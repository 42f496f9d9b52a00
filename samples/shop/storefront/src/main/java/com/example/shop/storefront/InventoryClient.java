/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package com.example.shop.storefront;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.client.RestClient;

/** Asks inventory how many loaves are left. */
class InventoryClient {

  private static final Logger log = LoggerFactory.getLogger(InventoryClient.class);

  private final RestClient http;

  InventoryClient(RestClient http) {
    this.http = http;
  }

  Stock look(String sku) {
    Stock stock = http.get().uri("/stock/{sku}", sku).retrieve().body(Stock.class);
    log.debug("inventory says {}", stock);
    return stock;
  }

  Stock take(String sku) {
    Stock stock = http.post().uri("/stock/{sku}", sku).retrieve().body(Stock.class);
    log.debug("inventory says {} after one was taken", stock);
    return stock;
  }

  /** What inventory answers. */
  record Stock(String sku, int available) {}
}
