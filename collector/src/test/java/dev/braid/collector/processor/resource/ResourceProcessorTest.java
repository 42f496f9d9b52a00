/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.resource;

import static dev.braid.collector.processor.Processing.attribute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.collector.processor.Processing;
import dev.braid.otlp.Signal;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import org.junit.jupiter.api.Test;

final class ResourceProcessorTest {
  private static final ResourceProcessorFactory FACTORY = new ResourceProcessorFactory();

  @Test
  void actions_editResourcesAndNothingElse() throws Exception {
    try (Processing processing =
        Processing.of(
            FACTORY,
            Signal.TRACES,
            """
            attributes:
              - {key: cloud.zone, value: zone-1, action: upsert}
              - {key: k8s.cluster.name, from_attribute: k8s-cluster, action: insert}
              - {key: k8s-cluster, action: delete}
            """)) {

      ExportTraceServiceRequest result =
          processing.apply(traces(attribute("k8s-cluster", "c"), attribute("cloud.zone", "no")));

      assertThat(result)
          .isEqualTo(traces(attribute("cloud.zone", "zone-1"), attribute("k8s.cluster.name", "c")));
    }
  }

  @Test
  void requestWithoutResource_getsOne() throws Exception {
    try (Processing processing =
        Processing.of(FACTORY, Signal.TRACES, "attributes: [{key: a, value: 1, action: insert}]")) {
      ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
      request.addResourceSpansBuilder().addScopeSpansBuilder().addSpansBuilder().setName("s");

      ExportTraceServiceRequest result = processing.apply(request.build());

      request.getResourceSpansBuilder(0).getResourceBuilder().addAttributes(attribute("a", 1));
      assertThat(result).isEqualTo(request.build());
    }
  }

  @Test
  void noAttributes_isAFault() {
    assertThat(Processing.faults(FACTORY, "{}")).contains("attributes: found no action");
    assertThat(Processing.faults(FACTORY, "{actions: []}")).contains("actions: unknown key");
  }

  private static ExportTraceServiceRequest traces(KeyValue... attributes) {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    var resource = request.addResourceSpansBuilder();
    resource.getResourceBuilder().addAllAttributes(java.util.List.of(attributes));
    resource.addScopeSpansBuilder().addSpansBuilder().addAttributes(attribute("k8s-cluster", "s"));
    return request.build();
  }
}
