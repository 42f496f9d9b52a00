/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.propagate;

import static dev.braid.agent.propagate.Headers.SPAN;
import static dev.braid.agent.propagate.Headers.TRACE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.agent.trace.Span;
import dev.braid.bootstrap.Context;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
  private static final String PARENT = "00-" + TRACE + '-' + SPAN + "-01";

  @Test
  void traceparent_becomesARemoteSpan() {
    Span span = Headers.of("traceparent", PARENT).span("tracecontext");

    assertThat(span.traceIdHex()).isEqualTo(TRACE);
    assertThat(span.spanIdHex()).isEqualTo(SPAN);
    assertThat(span.isSampled()).isTrue();
    assertThat(span.isRemote()).isTrue();
    assertThat(span.traceState()).isNull();
  }

  @Test
  void flags_areKept_asFarAsTheyAreKnown() {
    Span random = Headers.of("traceparent", PARENT.replace("-01", "-02")).span("tracecontext");
    Span unknown = Headers.of("traceparent", PARENT.replace("-01", "-fd")).span("tracecontext");

    assertThat(random.isSampled()).isFalse();
    assertThat(random.flags()).isEqualTo(2);
    assertThat(unknown.flags()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "ff-" + TRACE + "-" + SPAN + "-01",
        "FF-" + TRACE + "-" + SPAN + "-01",
        "0g-" + TRACE + "-" + SPAN + "-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01",
        "00-" + TRACE + "-00F067AA0BA902B7-01",
        "00-" + TRACE + "-" + SPAN + "-0A",
        "00-00000000000000000000000000000000-" + SPAN + "-01",
        "00-" + TRACE + "-0000000000000000-01",
        "00-" + TRACE + "-" + SPAN + "-1",
        "00-" + TRACE + "-" + SPAN + "-01-",
        "00-" + TRACE + "-" + SPAN + "-01-more",
        "00_" + TRACE + "-" + SPAN + "-01",
        "00-" + TRACE + "_" + SPAN + "-01",
        "00-" + TRACE + "-" + SPAN + "_01",
        "00-" + TRACE + "-" + SPAN + "-0x",
        "01-" + TRACE + "-" + SPAN + "-01more"
      })
  void malformedParent_isAsGoodAsNone(String parent) {
    Headers headers = Headers.of("traceparent", parent, "tracestate", "a=1");

    assertThat(headers.spanOrNull("tracecontext")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "-future-fields"})
  void laterVersions_areReadAsThis(String rest) {
    Span span = Headers.of("traceparent", "cc" + PARENT.substring(2) + rest).span("tracecontext");

    assertThat(span.traceIdHex()).isEqualTo(TRACE);
    assertThat(span.isSampled()).isTrue();
  }

  @Test
  void tracestate_travelsOn_untilItIsTooLong() {
    String state = "vendor=a:1,other=2";
    String endless = "a=" + "x".repeat(2_047);
    Span span = Headers.of("traceparent", PARENT, "tracestate", state).span("tracecontext");
    Span cut = Headers.of("traceparent", PARENT, "tracestate", endless).span("tracecontext");

    Headers sent = Headers.injected(Context.ROOT.withSpan(span), "tracecontext");

    assertThat(sent.get("tracestate")).isEqualTo(state);
    assertThat(cut.traceState()).isNull();
    assertThat(cut.traceIdHex()).isEqualTo(TRACE);
  }

  @Test
  void whatIsWritten_isWhatWasRead() {
    for (String flags : List.of("00", "01", "02", "03")) {
      String parent = PARENT.substring(0, 53) + flags;
      Span span = Headers.of("traceparent", parent).span("tracecontext");

      Headers sent = Headers.injected(Context.ROOT.withSpan(span), "tracecontext");

      assertThat(sent.values).containsOnlyKeys("traceparent").containsValue(parent);
    }
  }

  @Test
  void withoutSpan_nothingIsWritten() {
    assertThat(Headers.injected(Context.ROOT, "tracecontext", "baggage", "b3").values).isEmpty();
  }

  @Test
  void unknownFormats_areNamed_andNoneIsNone() {
    List<String> unknown = new ArrayList<>();

    Propagators.of(List.of("none", "xray", "tracecontext"), unknown);

    assertThat(unknown).containsExactly("xray");
  }
}
