/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CatalogTest {
  @Test
  void instrumentations_standByTheAlphabetOfTheirNames() {
    assertThat(Catalog.all()).extracting(Instrumentation::name).isSorted().doesNotHaveDuplicates();
  }
}
