/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ShopIT {

  private static RunningSample inventory;
  private static RunningSample payments;
  private static RunningSample storefront;

  @BeforeAll
  static void open() {
    inventory = RunningSample.jar("shop/inventory/target/inventory.jar", Map.of(), "--port=0");
    payments = RunningSample.jar("shop/payments/target/payments.jar", Map.of("PORT", "0"));
    storefront =
        RunningSample.jar(
            "shop/storefront/target/storefront.jar",
            Map.of("INVENTORY_URL", inventory.url(), "PAYMENTS_URL", payments.url()),
            "--port=0");
  }

  @AfterAll
  static void close() {
    for (RunningSample sample : List.of(storefront, payments, inventory)) {
      sample.close();
    }
  }

  @Test
  void checkout_goesThroughAllThreeServices() {
    HttpResponse<String> order = storefront.post("/checkout");

    assertThat(order.statusCode()).isEqualTo(200);
    assertThat(order.body()).contains("\"sku\":\"spelt\"", "\"left\":", "\"status\":\"PAID\"");
    assertThat(inventory.lines()).anyMatch(line -> line.contains(" of spelt left"));
    assertThat(payments.lines()).anyMatch(line -> line.contains(" paid: "));
    assertThat(storefront.lines()).anyMatch(line -> line.contains(" done: "));
  }

  @Test
  void products_showTheStockOfEach() {
    HttpResponse<String> products = storefront.get("/products");

    assertThat(products.statusCode()).isEqualTo(200);
    assertThat(products.body()).contains("rye", "spelt", "challah", "brioche");
  }

  @Test
  void unknownProduct_is404() {
    assertThat(inventory.get("/stock/cake").statusCode()).isEqualTo(404);
  }

  @Test
  void oneOfTwentyPayments_isSlowAndNamesItsTimeout_withoutAnyFault() {
    long before = slowPayments();

    IntStream.range(0, 20).forEach(i -> storefront.get("/pay/" + i));

    assertThat(slowPayments()).isGreaterThan(before);
  }

  @Test
  void emptyPool_makesPaymentsWait_andTheFaultTakesItselfBack() {
    storefront.post("/fault?kind=pool&for=2s");
    List<CompletableFuture<HttpResponse<String>>> orders =
        IntStream.range(0, 6)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> storefront.get("/pay/" + i)))
            .toList();
    orders.forEach(order -> assertThat(order.join().statusCode()).isEqualTo(200));

    assertThat(payments.lines())
        .anyMatch(
            line ->
                line.contains("for a connection: payment_timeout_ms=30000")
                    && line.contains("waiting="));
    assertThat(storefront.get("/fault").body()).contains("NONE");
  }

  @Test
  void errors_failEverySecondPayment_untilTheFaultTakesItselfBack() {
    storefront.post("/fault?kind=errors&for=2s");
    List<Integer> during =
        IntStream.range(0, 2).mapToObj(i -> storefront.get("/pay/" + i).statusCode()).toList();
    awaitNoFault();
    List<Integer> after =
        IntStream.range(0, 4).mapToObj(i -> storefront.get("/pay/" + i).statusCode()).toList();

    assertThat(during).contains(502);
    assertThat(after).containsOnly(200);
  }

  @Test
  void delay_makesPaymentsLate() {
    storefront.post("/fault?kind=delay&for=1s");
    long start = System.nanoTime();
    storefront.get("/pay/3");

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(300));
  }

  @Test
  void unknownFault_isRefusedWithTheKnownKinds() {
    HttpResponse<String> answer = storefront.post("/fault?kind=fire");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("expected none, pool, errors or delay");
  }

  private static long slowPayments() {
    return payments.lines().stream()
        .filter(line -> line.contains("the gateway may take payment_timeout_ms=30000"))
        .count();
  }

  private static void awaitNoFault() {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!storefront.get("/fault").body().contains("NONE")) {
      assertThat(System.nanoTime()).as("the fault is still there").isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }
}
