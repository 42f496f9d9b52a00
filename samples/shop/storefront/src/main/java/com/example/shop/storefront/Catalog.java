/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package com.example.shop.storefront;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** What is for sale, with the stock of each product asked for at the same time. */
@Component
class Catalog implements DisposableBean {

  private static final List<String> SKUS = List.of("rye", "spelt", "challah", "brioche");

  private final InventoryClient inventory;
  private final ExecutorService threads = Executors.newFixedThreadPool(SKUS.size());

  Catalog(InventoryClient inventory) {
    this.inventory = inventory;
  }

  String skuOf(long orderId) {
    return SKUS.get((int) Math.floorMod(orderId, (long) SKUS.size()));
  }

  List<InventoryClient.Stock> products() {
    List<CompletableFuture<InventoryClient.Stock>> asked =
        SKUS.stream()
            .map(sku -> CompletableFuture.supplyAsync(() -> inventory.look(sku), threads))
            .toList();
    return asked.stream().map(CompletableFuture::join).toList();
  }

  @Override
  public void destroy() {
    threads.shutdown();
  }
}
