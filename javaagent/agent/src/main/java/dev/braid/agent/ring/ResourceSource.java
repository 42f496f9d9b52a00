/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.ring;

/** Finds out what the telemetry is about. Asked once, on the drain thread. */
public interface ResourceSource {
  /** The resource field of Resource{Spans,Metrics,Logs}, tag and length included. */
  byte[] encoded();
}
