/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.debug;

import dev.braid.exporters.ExporterContract;
import dev.braid.exporters.Samples;
import dev.braid.otlp.Batch;
import java.util.Map;

final class NopExporterTest extends ExporterContract {

  @Override
  protected String type() {
    return "nop";
  }

  @Override
  protected Map<String, ?> settings() {
    return Map.of();
  }

  @Override
  protected Batch batch() {
    return Samples.spans();
  }
}
