/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.harness;

import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.resource.v1.Resource;

/** A metric with the resource and scope that it came in. */
public record ReceivedMetric(Resource resource, InstrumentationScope scope, Metric proto) {
  public String name() {
    return proto.getName();
  }

  @Override
  public String toString() {
    return scope.getName() + " " + name() + " " + proto.getDataCase();
  }
}
