/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.k8sattributes;

import dev.braid.collector.component.ProcessorFactory;
import dev.braid.collector.processor.edit.EditingPlan;
import dev.braid.config.Section;
import dev.braid.otlp.Fields;
import dev.braid.otlp.Signal;
import dev.braid.otlp.edit.AnyValue;
import dev.braid.otlp.edit.EditCursor;
import dev.braid.otlp.edit.Editor;
import dev.braid.otlp.edit.Key;
import dev.braid.otlp.edit.Level;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * {@code k8sattributes}: says in resources in which pod the collector runs, as the downward API
 * puts it into environment variables: right for a sidecar. The Kubernetes API is not asked.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/k8sattributesprocessor">
 *     the processor whose keys these are</a>
 */
public final class K8sAttributesFactory implements ProcessorFactory {
  private static final Map<String, List<String>> VARIABLES = new LinkedHashMap<>();

  static {
    VARIABLES.put("k8s.namespace.name", List.of("K8S_NAMESPACE_NAME", "K8S_NAMESPACE"));
    VARIABLES.put("k8s.pod.name", List.of("K8S_POD_NAME"));
    VARIABLES.put("k8s.pod.uid", List.of("K8S_POD_UID"));
    VARIABLES.put("k8s.pod.ip", List.of("K8S_POD_IP"));
    VARIABLES.put("k8s.node.name", List.of("K8S_NODE_NAME"));
    VARIABLES.put("k8s.deployment.name", List.of("K8S_DEPLOYMENT_NAME"));
    VARIABLES.put("k8s.statefulset.name", List.of("K8S_STATEFULSET_NAME"));
    VARIABLES.put("k8s.daemonset.name", List.of("K8S_DAEMONSET_NAME"));
    VARIABLES.put("k8s.cluster.uid", List.of("K8S_CLUSTER_UID"));
    VARIABLES.put("k8s.container.name", List.of("K8S_CONTAINER_NAME"));
  }

  private static final List<String> DEFAULTS =
      List.of(
          "k8s.namespace.name",
          "k8s.pod.name",
          "k8s.pod.uid",
          "k8s.deployment.name",
          "k8s.node.name");
  private static final String NEEDS_API =
      "needs the Kubernetes API, which Braid does not ask; set OTEL_RESOURCE_ATTRIBUTES for the"
          + " agent, or run the OpenTelemetry Collector with this processor before Braid";

  private final Function<String, String> variable;

  /** Reads this process's environment. */
  public K8sAttributesFactory() {
    this(name -> System.getenv().getOrDefault(name, ""));
  }

  K8sAttributesFactory(Function<String, String> variable) {
    this.variable = variable;
  }

  @Override
  public String type() {
    return "k8sattributes";
  }

  @Override
  public Set<String> aliases() {
    return Set.of("k8s_attributes");
  }

  @Override
  public Set<Signal> signals() {
    return EnumSet.allOf(Signal.class);
  }

  @Override
  public EditingPlan prepare(String name, Section section) {
    Section extract = section.section("extract");
    List<String> metadata = extract.strings("metadata");
    for (String key : metadata) {
      if (!VARIABLES.containsKey(key)) {
        extract.fault("metadata", "found '" + key + "', which " + NEEDS_API);
      }
    }
    for (String key : List.of("labels", "annotations", "otel_annotations")) {
      if (extract.has(key)) {
        extract.fault(key, NEEDS_API);
      }
    }
    extract.ignored("deployment_name_from_replicaset", "names come from the environment");
    for (String key : List.of("filter", "pod_association", "exclude", "passthrough")) {
      section.ignored(key, "the attributes are those of the collector's own pod");
    }
    for (String key :
        List.of("auth_type", "context", "wait_for_metadata", "wait_for_metadata_timeout")) {
      section.ignored(key, "the Kubernetes API is not asked");
    }
    Map<Key, AnyValue> found = found(metadata.isEmpty() ? DEFAULTS : metadata);
    return (place, environment) -> () -> List.of(new PodEditor(found));
  }

  private Map<Key, AnyValue> found(List<String> metadata) {
    Map<Key, AnyValue> found = new LinkedHashMap<>();
    for (String key : metadata) {
      for (String name : VARIABLES.getOrDefault(key, List.of())) {
        String value = variable.apply(name);
        if (!value.isEmpty()) {
          found.putIfAbsent(Key.of(key), AnyValue.of(value));
        }
      }
    }
    return found;
  }

  private record PodEditor(Map<Key, AnyValue> found) implements Editor {
    @Override
    public boolean visits(Level level) {
      return level == Level.RESOURCE;
    }

    @Override
    public boolean resource(EditCursor at) {
      var attributes = at.resource().attributes(Fields.Resource.ATTRIBUTES);
      found.forEach(attributes::putIfAbsent);
      return true;
    }
  }
}
