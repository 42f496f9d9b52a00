/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package com.example.shop.inventory;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers {@code GET /stock/SKU} (look) and {@code POST /stock/SKU} (take one). */
final class StockHandler implements HttpHandler {

  private static final Logger log = LoggerFactory.getLogger(StockHandler.class);
  private static final int LOW_STOCK = 10;

  private final Shelves shelves;

  StockHandler(Shelves shelves) {
    this.shelves = shelves;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String sku = exchange.getRequestURI().getPath().substring("/stock/".length());
    boolean selling = exchange.getRequestMethod().equals("POST");
    log.debug("{} asks for {}", exchange.getRemoteAddress(), sku);
    OptionalInt left = selling ? shelves.take(sku) : shelves.look(sku);
    if (left.isEmpty()) {
      log.warn("no such product: {}", sku);
      answer(exchange, 404, "{\"error\":\"no such product\"}");
      return;
    }
    if (left.getAsInt() < LOW_STOCK) {
      log.warn("only {} of {} left", left.getAsInt(), sku);
    } else {
      log.info("{} of {} left", left.getAsInt(), sku);
    }
    answer(exchange, 200, "{\"sku\":\"" + sku + "\",\"available\":" + left.getAsInt() + "}");
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
