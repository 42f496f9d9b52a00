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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class B3Test {
  @ParameterizedTest
  @CsvSource({"-1,true", "-d,true", "-0,false", "'',false", "-1-05e3ac9a4f6e3b90,true"})
  void singleHeader_isRead(String rest, boolean isSampled) {
    Span span = Headers.of("b3", TRACE + '-' + SPAN + rest).span("b3");

    assertThat(span.traceIdHex()).isEqualTo(TRACE);
    assertThat(span.spanIdHex()).isEqualTo(SPAN);
    assertThat(span.isSampled()).isEqualTo(isSampled);
    assertThat(span.isRemote()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "-",
        TRACE,
        TRACE + "-",
        TRACE + "-" + SPAN + "0-1",
        "4bf92f3577b34da6a3ce929d0e0e473-" + SPAN + "-1",
        "00000000000000000000000000000000-" + SPAN + "-1",
        TRACE + "-0000000000000000-1",
        "zbf92f3577b34da6a3ce929d0e0e4736-" + SPAN + "-1"
      })
  void malformedSingleHeader_isAsGoodAsNone(String header) {
    assertThat(Headers.of("b3", header).spanOrNull("b3")).isNull();
  }

  @Test
  void shortTraceId_isPadded_andUpperCaseAllowed() {
    Span span = Headers.of("b3", "A3CE929D0E0E4736-00F067AA0BA902B7-1").span("b3");

    assertThat(span.traceIdHex()).isEqualTo("0000000000000000a3ce929d0e0e4736");
    assertThat(span.spanIdHex()).isEqualTo(SPAN);
  }

  @ParameterizedTest
  @CsvSource({"1,,true", "true,,true", "0,,false", "false,,false", ",,false", "0,1,true"})
  void severalHeaders_areRead_byBothForms(String sampled, String flags, boolean isSampled) {
    Headers headers = Headers.of("X-B3-TraceId", TRACE, "X-B3-SpanId", SPAN);
    if (sampled != null) {
      headers.values.put("x-b3-sampled", sampled);
    }
    if (flags != null) {
      headers.values.put("x-b3-flags", flags);
    }

    assertThat(headers.span("b3multi").isSampled()).isEqualTo(isSampled);
    assertThat(headers.span("b3").spanIdHex()).isEqualTo(SPAN);
  }

  @Test
  void severalHeaders_needBothIds() {
    assertThat(Headers.of("X-B3-TraceId", TRACE).spanOrNull("b3multi")).isNull();
    assertThat(Headers.of("X-B3-SpanId", SPAN).spanOrNull("b3multi")).isNull();
  }

  @Test
  void whatIsWritten_isWhatWasRead() {
    String single = TRACE + '-' + SPAN + "-1";
    Context context = Context.ROOT.withSpan(Headers.of("b3", single).span("b3"));

    assertThat(Headers.injected(context, "b3").get("b3")).isEqualTo(single);
    assertThat(Headers.injected(context, "b3multi").values)
        .containsEntry("x-b3-traceid", TRACE)
        .containsEntry("x-b3-spanid", SPAN)
        .containsEntry("x-b3-sampled", "1");
  }
}
