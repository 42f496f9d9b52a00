/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** The shop's front: what is for sale, and checkout through inventory and payments. */
package com.example.shop.storefront;
