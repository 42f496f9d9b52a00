/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package com.example.shop.payments;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Pays an order in one transaction. The gateway is called inside it, so a slow bank keeps a
 * connection: the mistake that the shop's story is about.
 */
@Service
class PaymentService {

  private static final Logger log = LoggerFactory.getLogger(PaymentService.class);

  private static final Duration SLOW = Duration.ofMillis(500);
  private static final int FORGET_EVERY = 100;
  private static final int KEPT_PAYMENTS = 5_000;

  private final PaymentRepository payments;
  private final Gateway gateway;
  private final TransactionTemplate transaction;
  private final HikariDataSource pool;

  PaymentService(
      PaymentRepository payments,
      Gateway gateway,
      PlatformTransactionManager transactions,
      HikariDataSource pool) {
    this.payments = payments;
    this.gateway = gateway;
    this.transaction = new TransactionTemplate(transactions);
    this.pool = pool;
  }

  Payment pay(long orderId) {
    gateway.greet(orderId);
    long asked = System.nanoTime();
    Payment payment =
        transaction.execute(
            status -> {
              warnIfWaited(orderId, asked);
              return payInTransaction(orderId);
            });
    long tookMillis = millisSince(asked);
    if (tookMillis >= SLOW.toMillis()) {
      log.warn(
          "order {} took {} ms, the gateway may take payment_timeout_ms={}",
          orderId,
          tookMillis,
          pool.getConnectionTimeout());
    }
    log.info("order {} paid: {} cents", orderId, payment.cents());
    return payment;
  }

  private Payment payInTransaction(long orderId) {
    int cents = payments.price(orderId);
    long id = payments.open(orderId, cents);
    payments.book(id, cents);
    gateway.authorize(orderId, cents);
    payments.close(id);
    if (id % FORGET_EVERY == 0) {
      payments.forgetUpTo(id - KEPT_PAYMENTS);
    }
    return new Payment(id, orderId, "PAID", cents);
  }

  private void warnIfWaited(long orderId, long asked) {
    long waitedMillis = millisSince(asked);
    HikariPoolMXBean state = pool.getHikariPoolMXBean();
    log.debug("connection for order {} after {} ms", orderId, waitedMillis);
    if (waitedMillis >= SLOW.toMillis()) {
      log.warn(
          "order {} waited {} ms for a connection: payment_timeout_ms={} active={} waiting={}",
          orderId,
          waitedMillis,
          pool.getConnectionTimeout(),
          state.getActiveConnections(),
          state.getThreadsAwaitingConnection());
    }
  }

  private static long millisSince(long nanoTime) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanoTime);
  }
}
