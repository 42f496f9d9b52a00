/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.k8sattributes;

import static dev.braid.collector.processor.Processing.attribute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.collector.processor.Processing;
import dev.braid.otlp.Signal;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class K8sAttributesTest {
  private static final Map<String, String> VARIABLES =
      Map.of("K8S_POD_NAME", "pod-1", "K8S_NAMESPACE", "shop", "K8S_POD_IP", "10.0.0.1");
  private static final K8sAttributesFactory FACTORY =
      new K8sAttributesFactory(name -> VARIABLES.getOrDefault(name, ""));

  @Test
  void environment_tellsThePod_whereTheTelemetryDoesNot() throws Exception {
    assertThat(resource("{}", attribute("k8s.pod.name", "own")))
        .containsExactly(attribute("k8s.pod.name", "own"), attribute("k8s.namespace.name", "shop"));
    assertThat(resource("{extract: {metadata: [k8s.pod.ip, k8s.node.name]}}"))
        .containsExactly(attribute("k8s.pod.ip", "10.0.0.1"));
  }

  @Test
  void whatNeedsTheKubernetesApi_isToldClearly() {
    assertThat(
            Processing.faults(
                FACTORY,
                "extract: {metadata: [k8s.pod.start_time], labels: [{key: app}]}\n"
                    + "auth_type: serviceAccount\n"))
        .contains("extract.metadata: found 'k8s.pod.start_time', which needs the Kubernetes API")
        .contains("extract.labels: needs the Kubernetes API");
  }

  private static List<KeyValue> resource(String yaml, KeyValue... before) throws Exception {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    request.addResourceSpansBuilder().getResourceBuilder().addAllAttributes(List.of(before));
    request.getResourceSpansBuilder(0).addScopeSpansBuilder().addSpansBuilder().setName("s");
    try (Processing processing = Processing.of(FACTORY, Signal.TRACES, yaml)) {
      return processing
          .apply(request.build())
          .getResourceSpans(0)
          .getResource()
          .getAttributesList();
    }
  }
}
