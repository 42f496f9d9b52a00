/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** The matrix application on Spring Boot 3.5.16. */
package com.example.matrix.boot35;
