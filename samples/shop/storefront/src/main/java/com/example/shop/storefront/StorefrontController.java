/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package com.example.shop.storefront;

import com.example.shop.storefront.InventoryClient.Stock;
import com.example.shop.storefront.PaymentsClient.Receipt;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClientResponseException;

/** The shop's pages. */
@RestController
class StorefrontController {

  private static final Logger log = LoggerFactory.getLogger(StorefrontController.class);

  private final Catalog catalog;
  private final InventoryClient inventory;
  private final PaymentsClient payments;
  private final AtomicLong orders = new AtomicLong(1_000);

  StorefrontController(Catalog catalog, InventoryClient inventory, PaymentsClient payments) {
    this.catalog = catalog;
    this.inventory = inventory;
    this.payments = payments;
  }

  @GetMapping(path = "/", produces = MediaType.TEXT_PLAIN_VALUE)
  String home() {
    log.debug("somebody looks in");
    return "Bread. GET /products, /checkout or /pay/17; POST /fault?kind=pool&for=20s\n";
  }

  @GetMapping("/products")
  List<Stock> products() {
    List<Stock> products = catalog.products();
    log.info("{} products shown", products.size());
    return products;
  }

  @RequestMapping(
      path = "/checkout",
      method = {RequestMethod.GET, RequestMethod.POST})
  Order checkout() {
    long orderId = orders.incrementAndGet();
    log.info("order {} made", orderId);
    return order(orderId);
  }

  @RequestMapping(
      path = "/pay/{id}",
      method = {RequestMethod.GET, RequestMethod.POST})
  Order pay(@PathVariable long id) {
    return order(id);
  }

  @GetMapping(path = "/fault", produces = MediaType.APPLICATION_JSON_VALUE)
  String fault() {
    return payments.fault();
  }

  @PostMapping(path = "/fault", produces = MediaType.APPLICATION_JSON_VALUE)
  String inject(
      @RequestParam String kind, @RequestParam(name = "for", defaultValue = "30s") String howLong) {
    return payments.inject(kind, howLong);
  }

  @ExceptionHandler
  ProblemDetail upstreamFailed(RestClientResponseException failure) {
    if (failure.getStatusCode().is4xxClientError()) {
      log.warn("upstream refused: {}", failure.getStatusCode());
      return ProblemDetail.forStatusAndDetail(
          HttpStatus.BAD_REQUEST, failure.getResponseBodyAsString());
    }
    log.error("upstream failed", failure);
    return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_GATEWAY, "upstream failed");
  }

  private Order order(long orderId) {
    String sku = catalog.skuOf(orderId);
    log.debug("order {} wants {}", orderId, sku);
    Stock stock = inventory.take(sku);
    Receipt receipt = payments.pay(orderId);
    log.info("order {} done: {} for {} cents", orderId, sku, receipt.cents());
    return new Order(orderId, sku, stock.available(), receipt);
  }

  /** What a customer gets. */
  record Order(long id, String sku, int left, Receipt receipt) {}
}
