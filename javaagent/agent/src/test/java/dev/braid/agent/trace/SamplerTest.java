/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.bootstrap.Context;
import org.junit.jupiter.api.Test;

class SamplerTest {
  private static final InstrumentationScope SCOPE = new InstrumentationScope("test", null);

  private static Span remote(int flags) {
    return Span.remote(1, 2, 3, flags, null);
  }

  private static Span started(Sampler sampler, Context parent) {
    Tracer tracer = new Tracer(sampler, SpanLimits.defaults(), span -> {});
    return tracer.start(SCOPE, SpanKind.INTERNAL, "work", parent);
  }

  @Test
  void parentBased_doesAsTheParentDid_whateverTheRoot() {
    Sampler off = Sampler.parentBased(Sampler.ALWAYS_OFF);
    Sampler on = Sampler.parentBased(Sampler.ALWAYS_ON);

    assertThat(started(off, Context.ROOT.withSpan(remote(1))).isSampled()).isTrue();
    assertThat(started(on, Context.ROOT.withSpan(remote(0))).isSampled()).isFalse();
    assertThat(started(off, Context.ROOT).isSampled()).isFalse();
    assertThat(started(on, Context.ROOT).isSampled()).isTrue();
  }

  @Test
  void samplersWithoutParent_doNotAskIt() {
    assertThat(started(Sampler.ALWAYS_ON, Context.ROOT.withSpan(remote(0))).isSampled()).isTrue();
    assertThat(started(Sampler.ALWAYS_OFF, Context.ROOT.withSpan(remote(1))).isSampled()).isFalse();
  }

  @Test
  void unsampledSpan_keepsIds_andTheFlagSaysSo() {
    Span span = started(Sampler.ALWAYS_OFF, Context.ROOT.withSpan(remote(1)));

    span.set(Semconv.HTTP_ROUTE, "/x").event("e").link(remote(1)).end();

    assertThat(span.traceIdHigh()).isEqualTo(1);
    assertThat(span.flags() & 1).isZero();
    assertThat(span.isRecording()).isFalse();
    assertThat(span.get(Semconv.HTTP_ROUTE)).isNull();
    assertThat(span.details).isNull();
    assertThat(span.endEpochNanos()).isZero();
  }

  @Test
  void ratio_isDecidedByTheTraceIdAlone() {
    Sampler quarter = Sampler.traceIdRatio(0.25);

    assertThat(quarter.isSampled(null, 7, Long.MAX_VALUE / 4 - 1_000)).isTrue();
    assertThat(quarter.isSampled(null, 7, Long.MAX_VALUE / 4 + 1_000)).isFalse();
    assertThat(quarter.isSampled(null, 8, -(Long.MAX_VALUE / 4 + 1_000))).isFalse();
    assertThat(Sampler.traceIdRatio(0).isSampled(null, 7, 1)).isFalse();
    assertThat(Sampler.traceIdRatio(1).isSampled(null, 7, Long.MAX_VALUE)).isTrue();
  }
}
