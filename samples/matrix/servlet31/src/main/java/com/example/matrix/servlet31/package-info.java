/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** The matrix application as plain servlets of Servlet 3.1. */
package com.example.matrix.servlet31;
