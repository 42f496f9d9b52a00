/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package com.example.shop.payments;

/** What can be made to go wrong on purpose. */
enum FaultKind {
  /** Nothing. */
  NONE,
  /** The gateway stalls while the payment holds its connection, until the pool is empty. */
  POOL,
  /** The gateway refuses every second payment. */
  ERRORS,
  /** Each payment starts late. */
  DELAY
}
