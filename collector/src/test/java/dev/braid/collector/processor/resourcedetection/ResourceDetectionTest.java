/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.resourcedetection;

import static dev.braid.collector.processor.Processing.attribute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.collector.processor.Processing;
import dev.braid.otlp.Signal;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResourceDetectionTest {
  private static final String ID = "0123456789abcdef".repeat(4);

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path root;

  @BeforeEach
  void writeFiles() throws Exception {
    Files.createDirectories(root.resolve("proc/sys/kernel"));
    Files.createDirectories(root.resolve("proc/self"));
    Files.createDirectories(root.resolve("etc"));
    Files.writeString(root.resolve("proc/sys/kernel/hostname"), "node-1\n");
    Files.writeString(root.resolve("etc/machine-id"), "m-1\n");
    Files.writeString(root.resolve("etc/os-release"), "ID=x\nPRETTY_NAME=\"X Linux 1\"\n");
    Files.writeString(
        root.resolve("proc/self/mountinfo"), "1 2 /docker/containers/" + ID + "/hosts /etc/hosts");
  }

  @Test
  void env_overridesWhatTheTelemetrySays_unlessToldNot() throws Exception {
    KeyValue before = attribute("a", "old");

    assertThat(detect("{}", before)).containsExactly(attribute("a", "x y"), attribute("b", "2"));
    assertThat(detect("{detectors: [env], override: false}", before))
        .containsExactly(before, attribute("b", "2"));
  }

  @Test
  void system_tellsHostNameAndType_andMoreWhenAsked() throws Exception {
    assertThat(detect("{detectors: [system], system: {hostname_sources: [os]}}"))
        .containsExactly(attribute("host.name", "node-1"), attribute("os.type", "linux"));
    assertThat(
            detect(
                """
                detectors: [system]
                system:
                  hostname_sources: [os]
                  resource_attributes:
                    host.name: {enabled: false}
                    host.id: {enabled: true}
                    host.arch: {enabled: true}
                    os.description: {enabled: true}
                """))
        .containsExactly(
            attribute("os.type", "linux"),
            attribute("host.id", "m-1"),
            attribute("host.arch", "arm64"),
            attribute("os.description", "X Linux 1"));
  }

  @Test
  void docker_findsTheContainer_andTheFirstDetectorCounts() throws Exception {
    assertThat(detect("{detectors: [env, docker]}"))
        .containsExactly(
            attribute("a", "x y"),
            attribute("b", "2"),
            attribute("container.id", ID),
            attribute("host.name", "node-1"),
            attribute("os.type", "linux"));
  }

  @Test
  void faults_nameThePlaceAndWhatIsAllowed() {
    assertThat(
            Processing.faults(
                new ResourceDetectionFactory(),
                """
                detectors: [ec2]
                timeout: 2s
                system: {hostname_sources: [nis], resource_attributes: {host.ip: {enabled: true}}}
                """))
        .contains("detectors: found 'ec2', allowed env, system, docker")
        .contains("system.hostname_sources: found 'nis'")
        .contains("host.ip: is not detected by Braid");
  }

  private List<KeyValue> detect(String yaml, KeyValue... before) throws Exception {
    Map<String, String> variables = Map.of("OTEL_RESOURCE_ATTRIBUTES", "a=x%20y, b=2");
    Map<String, String> properties = Map.of("os.name", "Linux", "os.arch", "aarch64");
    Surroundings around =
        new Surroundings(
            root,
            name -> variables.getOrDefault(name, ""),
            name -> properties.getOrDefault(name, ""));
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    var resource = request.addResourceSpansBuilder();
    resource.getResourceBuilder().addAllAttributes(List.of(before));
    resource.addScopeSpansBuilder().addSpansBuilder().setName("s");
    try (Processing processing =
        Processing.of(new ResourceDetectionFactory(around), Signal.TRACES, yaml)) {
      return processing
          .apply(request.build())
          .getResourceSpans(0)
          .getResource()
          .getAttributesList();
    }
  }
}
