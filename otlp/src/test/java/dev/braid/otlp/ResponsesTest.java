/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResponsesTest {
  private static final ExportResponse PARTIAL = new ExportResponse(5, "say \"why\"");

  @Test
  void response_isReadByTheOracle_inBothForms() throws Exception {
    assertThat(ExportTraceServiceResponse.parseFrom(PARTIAL.toProto()).getPartialSuccess())
        .satisfies(
            partial -> {
              assertThat(partial.getRejectedSpans()).isEqualTo(5);
              assertThat(partial.getErrorMessage()).isEqualTo("say \"why\"");
            });
    ExportMetricsServiceResponse.Builder metrics = ExportMetricsServiceResponse.newBuilder();
    JsonFormat.parser().merge(json(Signal.METRICS, PARTIAL), metrics);
    assertThat(metrics.getPartialSuccess().getRejectedDataPoints()).isEqualTo(5);
    ExportLogsServiceResponse.Builder logs = ExportLogsServiceResponse.newBuilder();
    JsonFormat.parser().merge(json(Signal.LOGS, PARTIAL), logs);
    assertThat(logs.getPartialSuccess().getErrorMessage()).isEqualTo("say \"why\"");
  }

  private static String json(Signal signal, ExportResponse response) {
    return new String(response.toJson(signal), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @EnumSource
  void response_roundTrips(Signal signal) throws Exception {
    for (ExportResponse response :
        new ExportResponse[] {
          PARTIAL, ExportResponse.SUCCESS, new ExportResponse(1, ""), new ExportResponse(0, "hm")
        }) {
      byte[] proto = response.toProto();
      ExportResponse fromProto = ExportResponse.fromProto(proto, 0, proto.length);
      ExportResponse fromJson = OtlpJson.readResponse(signal, response.toJson(signal));

      assertThat(fromProto).usingRecursiveComparison().isEqualTo(response);
      assertThat(fromJson).usingRecursiveComparison().isEqualTo(response);
    }
    assertThat(json(signal, ExportResponse.SUCCESS)).isEqualTo("{}");
    assertThat(ExportResponse.SUCCESS.toProto()).isEmpty();
  }

  @Test
  void status_roundTrips() throws Exception {
    for (RpcStatus status :
        new RpcStatus[] {
          RpcStatus.of(RpcStatus.INVALID_ARGUMENT, "bad\n\"x\""),
          RpcStatus.of(RpcStatus.UNAVAILABLE, "").withRetryDelayMillis(1_050),
          RpcStatus.of(RpcStatus.UNAVAILABLE, "busy").withRetryDelayMillis(0)
        }) {
      byte[] proto = status.toProto();

      assertThat(RpcStatus.fromProto(proto, 0, proto.length))
          .usingRecursiveComparison()
          .isEqualTo(status);
      assertThat(OtlpJson.readStatus(status.toJson())).usingRecursiveComparison().isEqualTo(status);
    }
    assertThat(
            new String(
                RpcStatus.of(14, "busy").withRetryDelayMillis(1_050).toJson(),
                StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"code\":14,\"message\":\"busy\",\"details\":[{\"@type\":"
                + "\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"1.050s\"}]}");
  }

  @Test
  void malformedAnswer_countsAsAbsent() {
    byte[] junk = {(byte) 0xff, 1, 2};

    assertThat(ExportResponse.fromProto(junk, 0, 3).isPartial()).isFalse();
    assertThat(RpcStatus.fromProto(junk, 0, 3).message()).isEmpty();
  }
}
