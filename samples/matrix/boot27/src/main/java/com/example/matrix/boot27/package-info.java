/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** The matrix application on Spring Boot 2.7.18. */
package com.example.matrix.boot27;
