/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp.sender;

/** An answer as far as a sender needs it. */
final class HttpResponse {
  final int status;
  String contentType = "";
  String retryAfter = "";
  boolean keepsAlive;
  boolean isChunked;

  /** The Content-Length, or -1. */
  long contentLength = -1;

  byte[] body = {};
  int bodyLength;

  HttpResponse(int status, boolean keepsAlive) {
    this.status = status;
    this.keepsAlive = keepsAlive;
  }

  boolean hasBody() {
    return status >= 200 && status != 204 && status != 304 && contentLength != 0;
  }
}
