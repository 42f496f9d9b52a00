/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.trace;

import org.jspecify.annotations.Nullable;

/**
 * Decides at the start of a span whether it is recorded. Immutable.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otel/trace/sdk/#sampling">Sampling</a>
 */
public abstract class Sampler {
  public static final Sampler ALWAYS_ON = new Ratio(1);
  public static final Sampler ALWAYS_OFF = new Ratio(0);

  private Sampler() {}

  /** Whether a span with these ids is recorded. */
  public abstract boolean isSampled(@Nullable Span parent, long traceIdHigh, long traceIdLow);

  /** The fraction {@code ratio} of all traces, the same ones as OpenTelemetry's Java SDK takes. */
  public static Sampler traceIdRatio(double ratio) {
    return new Ratio(ratio);
  }

  /** As the parent was, {@code root} where there is none. */
  public static Sampler parentBased(Sampler root) {
    return new ParentBased(root);
  }

  private static final class Ratio extends Sampler {
    private final double ratio;
    private final long bound;

    Ratio(double ratio) {
      this.ratio = ratio;
      this.bound = ratio <= 0 ? Long.MIN_VALUE : (long) (ratio * Long.MAX_VALUE);
    }

    @Override
    public boolean isSampled(@Nullable Span parent, long traceIdHigh, long traceIdLow) {
      return ratio >= 1 || Math.abs(traceIdLow) < bound;
    }

    @Override
    public String toString() {
      return "traceidratio{" + ratio + '}';
    }
  }

  private static final class ParentBased extends Sampler {
    private final Sampler root;

    ParentBased(Sampler root) {
      this.root = root;
    }

    @Override
    public boolean isSampled(@Nullable Span parent, long traceIdHigh, long traceIdLow) {
      return parent == null ? root.isSampled(null, traceIdHigh, traceIdLow) : parent.isSampled();
    }

    @Override
    public String toString() {
      return "parentbased{" + root + '}';
    }
  }
}
