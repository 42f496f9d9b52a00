/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.bootstrap;

import org.jspecify.annotations.Nullable;

/**
 * What the agent knows about the work that the current thread does: span, baggage, server exchange
 * and suppression bits. Immutable, so it may be handed to any thread; the slots are untyped because
 * the boot loader cannot see the agent's types.
 *
 * <p>{@link #ROOT} is never stored: a thread without work keeps no entry, so idle pooled threads
 * pin nothing.
 */
public final class Context {
  /** Bit: no spans of HTTP clients below this context. */
  public static final int HTTP_CLIENT = 1;

  /** Bit: no spans of database calls below this context. */
  public static final int DB = 1 << 1;

  /** Bit: no log records below this context. */
  public static final int LOG = 1 << 2;

  /** Bit: no context is carried to other threads from here. */
  public static final int PROPAGATION = 1 << 3;

  /** Bit: nothing at all is recorded; the agent's own threads run so. */
  public static final int ALL = -1;

  /** The empty context. */
  public static final Context ROOT = new Context(null, null, null, null, 0);

  private static final ThreadLocal<Context> CURRENT = new ThreadLocal<>();

  /** The current {@code dev.braid.agent.trace.Span}, or null. */
  public final @Nullable Object span;

  /** The current {@code dev.braid.agent.propagate.Baggage}, or null. */
  public final @Nullable Object baggage;

  /** The server exchange of the local root, or null outside of a server request. */
  public final @Nullable Object exchange;

  /**
   * The application's own {@code io.opentelemetry.context.Context}, if it attached one, or null.
   */
  public final @Nullable Object bridged;

  /** Suppression bits. */
  public final int suppressed;

  private Context(
      @Nullable Object span,
      @Nullable Object baggage,
      @Nullable Object exchange,
      @Nullable Object bridged,
      int suppressed) {
    this.span = span;
    this.baggage = baggage;
    this.exchange = exchange;
    this.bridged = bridged;
    this.suppressed = suppressed;
  }

  /** The context of this thread, {@link #ROOT} where none is attached. */
  public static Context current() {
    Context context = CURRENT.get();
    return context == null ? ROOT : context;
  }

  /** Makes {@code next} current on this thread and returns what was current before. */
  public static Context attach(Context next) {
    Context previous = CURRENT.get();
    if (next != previous) {
      set(next);
    }
    return previous == null ? ROOT : previous;
  }

  /** Makes current again what {@link #attach} returned. */
  public static void restore(Context previous) {
    set(previous);
  }

  private static void set(Context context) {
    // Null, not removed: an entry without value pins nothing, and removing it costs a new one each
    // time a pooled thread starts its next work.
    CURRENT.set(context == ROOT ? null : context);
  }

  public Context withSpan(@Nullable Object newSpan) {
    return new Context(newSpan, baggage, exchange, bridged, suppressed);
  }

  public Context withExchange(@Nullable Object newExchange) {
    return new Context(span, baggage, newExchange, bridged, suppressed);
  }

  /** Both at once, in one object: what every server request does. */
  public Context withServer(Object newSpan, Object newExchange) {
    return new Context(newSpan, baggage, newExchange, bridged, suppressed);
  }

  /** A span below which {@code bits} are suppressed as well, in one object. */
  public Context withCall(Object newSpan, int bits) {
    return new Context(newSpan, baggage, exchange, bridged, suppressed | bits);
  }

  public Context withBaggage(@Nullable Object newBaggage) {
    return new Context(span, newBaggage, exchange, bridged, suppressed);
  }

  public Context withBridged(@Nullable Object newBridged) {
    return new Context(span, baggage, exchange, newBridged, suppressed);
  }

  /** A context in which {@code bits} are suppressed as well. */
  public Context suppress(int bits) {
    return new Context(span, baggage, exchange, bridged, suppressed | bits);
  }

  /** True if all of {@code bits} are suppressed. */
  public boolean isSuppressed(int bits) {
    return (suppressed & bits) == bits;
  }
}
