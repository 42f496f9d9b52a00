/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** The matrix application on Spring Boot 4.1.2. */
package com.example.matrix.boot41;
