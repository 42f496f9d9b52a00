/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.settings;

import dev.braid.config.ConfigNode;
import dev.braid.config.Section;
import java.util.List;

/** Reads {@code tracer_provider.sampler} as one of the samplers that are built in. */
final class DeclaredSampler {
  private static final String PROPERTY = "otel.traces.sampler";

  private static final List<String> BUILT_IN =
      List.of("always_on", "always_off", "trace_id_ratio_based", "parent_based");

  private final DeclaredValues values;

  DeclaredSampler(DeclaredValues values) {
    this.values = values;
  }

  void read(Section sampler) {
    String kind = kind(sampler);
    switch (kind) {
      case "":
        return;
      case "parent_based":
        parentBased(sampler.section(kind));
        break;
      default:
        values.put(PROPERTY, simple(sampler, kind), sampler.node(kind));
    }
  }

  private void parentBased(Section parentBased) {
    Section root = parentBased.section("root");
    String kind = kind(root);
    String own = kind.isEmpty() || kind.equals("parent_based") ? "always_on" : simple(root, kind);
    values.put(PROPERTY, "parentbased_" + own, parentBased.node("root"));
    if (kind.equals("parent_based")) {
      root.ignored(kind, "a root has no parent; taking always_on");
    }
    onlyFollowing(parentBased, "remote_parent_sampled", "always_on");
    onlyFollowing(parentBased, "remote_parent_not_sampled", "always_off");
    onlyFollowing(parentBased, "local_parent_sampled", "always_on");
    onlyFollowing(parentBased, "local_parent_not_sampled", "always_off");
  }

  /** What the parent was is what its children are; a trace in pieces is of no use. */
  private static void onlyFollowing(Section parentBased, String key, String usual) {
    ConfigNode node = parentBased.node(key);
    if (!node.entries().isEmpty() && !node.entries().containsKey(usual)) {
      parentBased.ignored(key, "children follow their parent");
    }
  }

  /** The only sampler that is named; empty, and a fault or a warning, if there is none. */
  private static String kind(Section sampler) {
    String kind = "";
    for (String key : sampler.keys()) {
      if (BUILT_IN.contains(key)) {
        if (!kind.isEmpty()) {
          sampler.fault(key, "found a second sampler, allowed one");
        }
        sampler.node(key);
        kind = key;
      } else {
        sampler.ignored(
            key, "the samplers here are " + String.join(", ", BUILT_IN) + "; taking parent_based");
      }
    }
    return kind;
  }

  private String simple(Section sampler, String kind) {
    if (!kind.equals("trace_id_ratio_based")) {
      return kind;
    }
    Section section = sampler.section(kind);
    double ratio = section.decimal("ratio", 1, 0, 1);
    values.put("otel.traces.sampler.arg", Double.toString(ratio), section.node("ratio"));
    return "traceidratio";
  }
}
