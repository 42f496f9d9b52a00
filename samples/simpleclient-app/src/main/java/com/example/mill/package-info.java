/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** A mill that counts what it grinds. */
package com.example.mill;
