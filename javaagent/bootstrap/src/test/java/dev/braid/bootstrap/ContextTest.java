/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ContextTest {
  @AfterEach
  void clear() {
    Context.restore(Context.ROOT);
  }

  @Test
  void freshThread_isAtTheRoot() {
    assertThat(Context.current()).isSameAs(Context.ROOT);
  }

  @Test
  void attach_returnsWhatWasCurrent_andRestorePutsItBack() {
    Context outer = Context.ROOT.withSpan("outer");
    Context inner = outer.withSpan("inner");

    Context first = Context.attach(outer);
    Context second = Context.attach(inner);

    assertThat(first).isSameAs(Context.ROOT);
    assertThat(second).isSameAs(outer);
    assertThat(Context.current()).isSameAs(inner);
    Context.restore(second);
    assertThat(Context.current()).isSameAs(outer);
    Context.restore(first);
    assertThat(Context.current()).isSameAs(Context.ROOT);
  }

  @Test
  void slots_changeOneAtATime() {
    Context context = Context.ROOT.withSpan("s").withBaggage("b").withExchange("e").suppress(2);

    assertThat(context.withSpan("t"))
        .satisfies(
            changed -> {
              assertThat(changed.span).isEqualTo("t");
              assertThat(changed.baggage).isEqualTo("b");
              assertThat(changed.exchange).isEqualTo("e");
              assertThat(changed.suppressed).isEqualTo(2);
            });
  }

  @Test
  void suppression_addsUp() {
    Context context = Context.ROOT.suppress(Context.DB).suppress(Context.LOG);

    assertThat(context.isSuppressed(Context.DB)).isTrue();
    assertThat(context.isSuppressed(Context.DB | Context.LOG)).isTrue();
    assertThat(context.isSuppressed(Context.HTTP_CLIENT)).isFalse();
    assertThat(Context.ROOT.suppress(Context.ALL).isSuppressed(Context.HTTP_CLIENT)).isTrue();
  }
}
