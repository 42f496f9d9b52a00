/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver;

import com.linecorp.armeria.common.HttpHeaders;
import java.util.Map;

/** The request headers by which a sender numbers its batches, so that a resend counts once. */
final class ResendHeaders {
  private static final String INSTANCE = "braid-instance";
  private static final String BATCH = "braid-batch";

  private ResendHeaders() {}

  /** Both headers; empty unless both are there. */
  static Map<String, String> of(HttpHeaders headers) {
    String instance = headers.get(INSTANCE);
    String batch = headers.get(BATCH);
    return instance == null || batch == null ? Map.of() : Map.of(INSTANCE, instance, BATCH, batch);
  }
}
