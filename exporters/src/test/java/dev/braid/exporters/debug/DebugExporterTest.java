/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.debug;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.exporters.MetricSamples;
import dev.braid.exporters.Outcome;
import dev.braid.exporters.Samples;
import dev.braid.otlp.Batch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DebugExporterTest {

  private final List<String> lines = new ArrayList<>();

  private Outcome export(Verbosity verbosity, Batch batch) {
    return new DebugExporter(verbosity, lines::add).export(batch).toCompletableFuture().join();
  }

  @Test
  void basic_isOneLineABatch() {
    Outcome outcome = export(Verbosity.BASIC, Samples.spans());

    assertThat(outcome).isEqualTo(Outcome.delivered());
    assertThat(lines).singleElement().asString().startsWith("traces: 1 items, ");
  }

  @Test
  void normal_isOneLineAnItem() {
    export(Verbosity.NORMAL, Samples.spans());
    export(Verbosity.NORMAL, Samples.logs(Samples.log(1, "slow")));
    export(Verbosity.NORMAL, Samples.metrics(MetricSamples.gauge("heap", "By", 1)));

    assertThat(lines)
        .contains(
            "GET /pay 0af7651916cd43dd8448eb211c80319c b7ad6b7169203331",
            "ERROR slow 0af7651916cd43dd8448eb211c80319c",
            "heap GAUGE");
  }

  @Test
  void detailed_isTheWholeBatchAsJson() {
    export(Verbosity.DETAILED, Samples.logs(Samples.log(1, "slow")));

    assertThat(lines.get(1)).contains("\"stringValue\":\"slow\"", "http.route");
  }
}
