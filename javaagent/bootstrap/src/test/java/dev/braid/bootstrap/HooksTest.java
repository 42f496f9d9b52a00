/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HooksTest {
  private static final int ID = Hooks.COUNT - 1;

  @AfterEach
  void uninstall() {
    Hooks.install(ID, null);
  }

  @Test
  void emptySlot_doesNothing() {
    assertThat(Hooks.enter(ID, "self", 1, 2)).isNull();
    assertThat(Hooks.replace(ID, "self", "value")).isEqualTo("value");
    Hooks.exit(ID, null, "self", null, null);
  }

  @Test
  void throwingHook_changesNothing_andIsTakenOutAtTheLimit() {
    Throwing hook = new Throwing();
    Hooks.install(ID, hook);

    for (int i = 0; i < AdviceFailures.LIMIT + 10; i++) {
      assertThat(Hooks.replace(ID, "self", "value")).isEqualTo("value");
    }

    assertThat(hook.callCount).isEqualTo(AdviceFailures.LIMIT);
  }

  private static final class Throwing extends Hook {
    private int callCount;

    @Override
    public Object replace(@Nullable Object self, @Nullable Object value) {
      callCount++;
      throw new IllegalStateException("broken hook");
    }
  }
}
