/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.ring;

/** Why an item did not arrive. */
public enum DropReason {
  /** No free slot: the application is faster than the drain thread. */
  RING_FULL("ring_full"),
  /** The last quarter of the ring belongs to spans. */
  LOG_QUOTA("log_quota"),
  /** A single item over the limit. */
  TOO_LARGE("too_large"),
  /** Too many bytes in large items. */
  LARGE_BUDGET("large_budget"),
  /** The collector is slower than the application, or away. */
  EXPORT_QUEUE_FULL("export_queue_full"),
  /** All attempts failed. */
  EXPORT_FAILED("export_failed"),
  /** The collector refused it for good. */
  REJECTED("rejected"),
  /** A fault of ours. */
  INTERNAL("internal"),
  /** The process ended before it could be sent. */
  SHUTDOWN("shutdown");

  private final String label;

  DropReason(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
