/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.debug;

import dev.braid.config.Section;
import dev.braid.exporters.ExporterFactory;
import dev.braid.exporters.PreparedExporter;
import dev.braid.otlp.Signal;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code debug}: logs what comes, in the words of {@code verbosity}. */
public final class DebugExporterFactory implements ExporterFactory {

  @Override
  public String type() {
    return "debug";
  }

  @Override
  public Set<String> aliases() {
    return Set.of("logging");
  }

  @Override
  public Set<Signal> signals() {
    return Set.of(Signal.values());
  }

  @Override
  public PreparedExporter prepare(String name, Section settings) {
    Verbosity verbosity = settings.choice("verbosity", Verbosity.BASIC);
    settings.ignored("sampling_initial", "every batch is logged");
    settings.ignored("sampling_thereafter", "every batch is logged");
    settings.ignored("use_internal_logger", "there is one logger");
    Logger log = LoggerFactory.getLogger("dev.braid.exporters." + name);
    return () -> new DebugExporter(verbosity, log::info);
  }
}
