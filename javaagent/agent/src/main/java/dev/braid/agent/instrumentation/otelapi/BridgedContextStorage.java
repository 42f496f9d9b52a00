/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.instrumentation.otelapi;

import dev.braid.agent.propagate.Baggage;
import dev.braid.agent.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the application's OpenTelemetry context and the agent's in step. The agent's context is
 * what the thread holds; the application's rides in its {@code bridged} slot and is completed with
 * the agent's span and baggage when the agent's instrumentation started something below it.
 */
final class BridgedContextStorage implements ContextStorage {
  private final ContextStorage original;

  BridgedContextStorage(ContextStorage original) {
    this.original = original;
  }

  @Override
  public Scope attach(@Nullable Context toAttach) {
    if (toAttach == null) {
      return Scope.noop();
    }
    dev.braid.bootstrap.Context before = dev.braid.bootstrap.Context.current();
    if (before.bridged == toAttach) {
      return Scope.noop();
    }
    dev.braid.bootstrap.Context next =
        before
            .withSpan(BridgedSpan.agentSpan(toAttach))
            .withBaggage(BridgedBaggage.agentBaggage(toAttach))
            .withBridged(toAttach);
    dev.braid.bootstrap.Context.attach(next);
    return new AttachedScope(before, next);
  }

  @Override
  public @Nullable Context current() {
    dev.braid.bootstrap.Context now = dev.braid.bootstrap.Context.current();
    if (now == dev.braid.bootstrap.Context.ROOT) {
      return null;
    }
    Context bridged = now.bridged instanceof Context ? (Context) now.bridged : null;
    Context base = bridged == null ? Context.root() : bridged;
    Context complete = base;
    Span span = (Span) now.span;
    if (span != null && BridgedSpan.agentSpan(base) != span) {
      complete = complete.with(new BridgedSpan(span));
    }
    Baggage baggage = (Baggage) now.baggage;
    if (baggage != null && bridged == null) {
      complete = complete.with(BridgedBaggage.apiBaggage(baggage));
    }
    return complete == Context.root() ? null : complete;
  }

  @Override
  public Context root() {
    return original.root();
  }

  /**
   * Gives back what was current; out of order it does nothing, as OpenTelemetry's own storage does.
   */
  private static final class AttachedScope implements Scope {
    private final dev.braid.bootstrap.Context before;
    private final dev.braid.bootstrap.Context attached;
    private boolean isClosed;

    AttachedScope(dev.braid.bootstrap.Context before, dev.braid.bootstrap.Context attached) {
      this.before = before;
      this.attached = attached;
    }

    @Override
    public void close() {
      if (!isClosed && dev.braid.bootstrap.Context.current() == attached) {
        isClosed = true;
        dev.braid.bootstrap.Context.restore(before);
      }
    }
  }
}
