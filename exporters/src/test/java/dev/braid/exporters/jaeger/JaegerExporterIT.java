/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.jaeger;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import dev.braid.exporters.BackEndStub;
import dev.braid.exporters.Samples;
import dev.braid.exporters.SendingExporterContract;
import dev.braid.otlp.Batch;
import java.util.Map;

final class JaegerExporterIT extends SendingExporterContract {

  @Override
  protected String type() {
    return "jaeger";
  }

  @Override
  protected Map<String, ?> settings(BackEndStub backEnd) {
    return Map.of("endpoint", backEnd.url());
  }

  @Override
  protected Batch batch() {
    return Samples.spans();
  }

  @Override
  protected HttpResponse delivered() {
    return trailersOnly("0", "");
  }

  @Override
  protected HttpResponse retryable() {
    return trailersOnly("14", "");
  }

  @Override
  protected HttpResponse rejected() {
    return trailersOnly("3", "bad telemetry");
  }

  private static HttpResponse trailersOnly(String status, String message) {
    return HttpResponse.of(
        ResponseHeaders.of(HttpStatus.OK, "grpc-status", status, "grpc-message", message));
  }
}
