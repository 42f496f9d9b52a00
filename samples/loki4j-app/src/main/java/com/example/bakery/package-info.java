/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** A bakery that tells Loki what it bakes. */
package com.example.bakery;
