/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.db;

/** What a connection pool tells of itself when asked, on the agent's thread. -1 means unknown. */
public interface PoolGauges {
  int used();

  int idle();

  int pending();

  int max();

  int minIdle();

  int maxIdle();
}
