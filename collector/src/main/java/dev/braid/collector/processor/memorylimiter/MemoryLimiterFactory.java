/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.memorylimiter;

import dev.braid.collector.component.ProcessorFactory;
import dev.braid.config.Section;
import dev.braid.otlp.Signal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * {@code memory_limiter}: how many bytes may wait in the whole collector. Reads the keys of the
 * OpenTelemetry Collector's processor of that name.
 */
public final class MemoryLimiterFactory implements ProcessorFactory {
  private static final int MAX_MIB = 1 << 20;

  @Override
  public String type() {
    return "memory_limiter";
  }

  @Override
  public Set<Signal> signals() {
    return EnumSet.allOf(Signal.class);
  }

  @Override
  public MemoryLimit prepare(String name, Section section) {
    section.duration("check_interval", Duration.ZERO);
    long heap = Runtime.getRuntime().maxMemory();
    long limit = section.number("limit_mib", 0, 0, MAX_MIB) << 20;
    long spike = section.number("spike_limit_mib", 0, 0, MAX_MIB) << 20;
    long percent = section.number("limit_percentage", 0, 0, 100);
    long spikePercent = section.number("spike_limit_percentage", 0, 0, 100);
    if (limit == 0 && percent == 0) {
      section.fault("limit_mib", "found nothing, allowed limit_mib or limit_percentage");
      return new MemoryLimit(Long.MAX_VALUE);
    }
    long hard = limit > 0 ? limit : heap * percent / 100;
    long soft = hard - (limit > 0 ? spike : heap * spikePercent / 100);
    return new MemoryLimit(Math.max(soft, 1 << 20));
  }
}
