/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Takes the money: orders, ledger lines, and a gateway that is called while a connection is held.
 */
package com.example.shop.payments;
