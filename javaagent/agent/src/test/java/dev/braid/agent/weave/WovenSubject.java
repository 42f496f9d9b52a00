/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.weave;

/** What the generated classes of the tests implement, so that they can be called. */
public interface WovenSubject {
  String run(Object text, int times);
}
