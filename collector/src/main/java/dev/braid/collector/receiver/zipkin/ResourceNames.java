/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver.zipkin;

import java.util.Set;

/**
 * Tags that describe the process and not the span.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-specification/tree/v1.6.1/specification/resource/semantic_conventions">
 *     resource conventions 1.6.1, which the OpenTelemetry Collector uses here</a>
 */
final class ResourceNames {
  static final Set<String> ALL =
      Set.of(
          "cloud.provider",
          "cloud.account.id",
          "cloud.region",
          "cloud.availability_zone",
          "cloud.platform",
          "container.name",
          "container.id",
          "container.runtime",
          "container.image.name",
          "container.image.tag",
          "deployment.environment",
          "device.id",
          "device.model.identifier",
          "device.model.name",
          "faas.name",
          "faas.id",
          "faas.version",
          "faas.instance",
          "faas.max_memory",
          "host.id",
          "host.name",
          "host.type",
          "host.arch",
          "host.image.name",
          "host.image.id",
          "host.image.version",
          "k8s.cluster.name",
          "k8s.node.name",
          "k8s.node.uid",
          "k8s.namespace.name",
          "k8s.pod.uid",
          "k8s.pod.name",
          "k8s.container.name",
          "k8s.replicaset.uid",
          "k8s.replicaset.name",
          "k8s.deployment.uid",
          "k8s.deployment.name",
          "k8s.statefulset.uid",
          "k8s.statefulset.name",
          "k8s.daemonset.uid",
          "k8s.daemonset.name",
          "k8s.job.uid",
          "k8s.job.name",
          "k8s.cronjob.uid",
          "k8s.cronjob.name",
          "os.type",
          "os.description",
          "os.name",
          "os.version",
          "process.pid",
          "process.executable.name",
          "process.executable.path",
          "process.command",
          "process.command_line",
          "process.command_args",
          "process.owner",
          "process.runtime.name",
          "process.runtime.version",
          "process.runtime.description",
          "service.name",
          "service.namespace",
          "service.instance.id",
          "service.version",
          "telemetry.sdk.name",
          "telemetry.sdk.language",
          "telemetry.sdk.version",
          "telemetry.auto.version",
          "webengine.name",
          "webengine.version",
          "webengine.description");

  /** Tags that describe the scope. */
  static final Set<String> SCOPE =
      Set.of("otel.library.name", "otel.library.version", "otel.scope.name", "otel.scope.version");

  private ResourceNames() {}
}
