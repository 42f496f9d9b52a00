/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** The shop's shelves: how many loaves of each kind are left. */
package com.example.shop.inventory;
