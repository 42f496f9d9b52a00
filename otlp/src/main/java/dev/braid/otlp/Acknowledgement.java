/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The promise to answer for a batch: settled once, with success or a {@link Failure}; later calls
 * do nothing and return false. Thread-safe.
 *
 * <p>Acknowledgements form a directed acyclic graph. A merged batch settles all its parents; a
 * batch that was split (or fanned out) settles when its last child has, with the worst outcome of
 * them, where retryable is worse than permanent, because a resend can still save data.
 */
public abstract class Acknowledgement {
  /** What waits at the root of the graph, usually a receiver's open request. */
  public interface Listener {
    /**
     * Called once, on the settling thread; must not block.
     *
     * @param failure null after success
     */
    void settled(@Nullable Failure failure);
  }

  /** An acknowledgement that nobody waits for. */
  public static final Acknowledgement NONE = new Ignored();

  private Acknowledgement() {}

  /** A root: tells {@code listener} how it went. */
  public static Acknowledgement root(Listener listener) {
    return new Root(listener);
  }

  /** One acknowledgement that settles every one of {@code parents}. */
  public static Acknowledgement merged(List<Acknowledgement> parents) {
    Acknowledgement[] kept = new Acknowledgement[parents.size()];
    int count = 0;
    for (int i = 0; i < parents.size(); i++) {
      if (parents.get(i) != NONE) {
        kept[count++] = parents.get(i);
      }
    }
    if (count == 0) {
      return NONE;
    }
    return count == 1 ? kept[0] : new Merged(kept, count);
  }

  /**
   * One acknowledgement to be settled {@code children} times, by the parts of a split or the
   * branches of a fan-out: this one settles with the last of them.
   */
  public final Acknowledgement[] split(int children) {
    if (children < 1) {
      throw new IllegalArgumentException("children: got " + children + ", must be at least 1");
    }
    Acknowledgement[] result = new Acknowledgement[children];
    Join join = new Join(this, children);
    for (int i = 0; i < children; i++) {
      result[i] = this == NONE ? NONE : children == 1 ? this : new Child(join);
    }
    return result;
  }

  /** Settles with success. */
  public final boolean succeed() {
    return settle(null);
  }

  /** Settles with a failure. */
  public final boolean fail(Failure failure) {
    return settle(failure);
  }

  abstract boolean settle(@Nullable Failure failure);

  /** Whether it was settled before. */
  public abstract boolean isSettled();

  private static final class Ignored extends Acknowledgement {
    @Override
    boolean settle(@Nullable Failure failure) {
      return false;
    }

    @Override
    public boolean isSettled() {
      return true;
    }
  }

  private abstract static class Once extends Acknowledgement {
    private final AtomicBoolean settled = new AtomicBoolean();

    @Override
    final boolean settle(@Nullable Failure failure) {
      if (!settled.compareAndSet(false, true)) {
        return false;
      }
      propagate(failure);
      return true;
    }

    @Override
    public final boolean isSettled() {
      return settled.get();
    }

    abstract void propagate(@Nullable Failure failure);
  }

  private static final class Root extends Once {
    private final Listener listener;

    Root(Listener listener) {
      this.listener = listener;
    }

    @Override
    void propagate(@Nullable Failure failure) {
      listener.settled(failure);
    }
  }

  private static final class Merged extends Once {
    private final Acknowledgement[] parents;
    private final int count;

    Merged(Acknowledgement[] parents, int count) {
      this.parents = parents;
      this.count = count;
    }

    @Override
    void propagate(@Nullable Failure failure) {
      for (int i = 0; i < count; i++) {
        parents[i].settle(failure);
      }
    }
  }

  private static final class Child extends Once {
    private final Join join;

    Child(Join join) {
      this.join = join;
    }

    @Override
    void propagate(@Nullable Failure failure) {
      join.childSettled(failure);
    }
  }

  private static final class Join {
    private final Acknowledgement parent;
    private final AtomicInteger open;
    private final AtomicReference<@Nullable Failure> worst = new AtomicReference<>();

    Join(Acknowledgement parent, int children) {
      this.parent = parent;
      this.open = new AtomicInteger(children);
    }

    void childSettled(@Nullable Failure failure) {
      // The failure is published before the counter goes down, so the last child sees all of them.
      while (failure != null) {
        Failure known = worst.get();
        if ((known != null && !failure.isWorseThan(known)) || worst.compareAndSet(known, failure)) {
          break;
        }
      }
      if (open.decrementAndGet() == 0) {
        parent.settle(worst.get());
      }
    }
  }
}
