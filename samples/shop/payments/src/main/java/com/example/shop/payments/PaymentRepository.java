/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package com.example.shop.payments;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Payments and their ledger lines in the database. */
@Repository
class PaymentRepository {

  private final JdbcTemplate jdbc;

  PaymentRepository(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  int price(long orderId) {
    Integer cents =
        jdbc.queryForObject(
            "select cents from price where id = ?", Integer.class, Math.floorMod(orderId, 10L));
    return cents == null ? 0 : cents;
  }

  long open(long orderId, int cents) {
    Long id = jdbc.queryForObject("select next value for payment_id", Long.class);
    long known = id == null ? 0 : id;
    jdbc.update(
        "insert into payment (id, order_id, status, cents) values (?, ?, 'OPEN', ?)",
        known,
        orderId,
        cents);
    return known;
  }

  void book(long paymentId, int cents) {
    int tax = cents * 7 / 107;
    jdbc.batchUpdate(
        "insert into ledger (payment_id, account, cents) values (?, ?, ?)",
        List.of(
            new Object[] {paymentId, "revenue", cents - tax},
            new Object[] {paymentId, "tax", tax},
            new Object[] {paymentId, "customer", -cents}));
  }

  void close(long paymentId) {
    jdbc.update("update payment set status = 'PAID' where id = ?", paymentId);
  }

  /** Forgets old payments, so that a shop that runs for days stays small. */
  void forgetUpTo(long paymentId) {
    jdbc.update("delete from ledger where payment_id <= ?", paymentId);
    jdbc.update("delete from payment where id <= ?", paymentId);
  }
}
