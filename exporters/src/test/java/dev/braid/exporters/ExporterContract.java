/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.braid.otlp.Batch;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for every exporter. */
public abstract class ExporterContract {

  protected Exporter exporter;

  /** The component type under test. */
  protected abstract String type();

  protected abstract Map<String, ?> settings();

  /** A batch that is taken. */
  protected abstract Batch batch();

  @BeforeEach
  void start() throws Exception {
    exporter = SettingsFixture.start(type(), settings());
  }

  @AfterEach
  void stop() {
    exporter.close();
  }

  protected final Outcome export(Batch batch) throws Exception {
    return exporter.export(batch).toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void takenBatch_isDelivered() throws Exception {
    assertThat(export(batch())).isEqualTo(Outcome.delivered());
  }

  @Test
  void closingTwice_doesNothing_andLaterBatchesAreRetryable() throws Exception {
    exporter.close();

    assertThatCode(exporter::close).doesNotThrowAnyException();
    assertThat(export(batch())).isInstanceOf(Outcome.Retryable.class);
  }

  @Test
  void signalsThatAreNotTaken_areRejected() throws Exception {
    List<Batch> all = List.of(Samples.spans(), Samples.metrics(), Samples.logs());

    for (Batch batch : all) {
      if (!exporter.signals().contains(batch.signal())) {
        assertThat(export(batch)).isInstanceOf(Outcome.Rejected.class);
      }
    }

    assertThat(exporter.signals()).contains(batch().signal());
  }
}
