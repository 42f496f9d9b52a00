/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package com.example.shop.payments;

/** The bank said no. */
class GatewayRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  GatewayRefusedException(String message) {
    super(message);
  }
}
