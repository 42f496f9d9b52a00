/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package com.example.shop.payments;

/** One order paid. */
record Payment(long id, long orderId, String status, int cents) {}
