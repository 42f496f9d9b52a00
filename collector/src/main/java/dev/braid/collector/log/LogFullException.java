/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.log;

import java.io.IOException;

/** The log has no room for an entry now; nothing of it was kept. */
public final class LogFullException extends IOException {
  private static final long serialVersionUID = 1L;

  LogFullException(String message) {
    super(message);
  }
}
