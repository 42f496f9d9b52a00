/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import dev.braid.otlp.Batch;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for every exporter that sends requests to a back end. */
public abstract class ExporterContract {

  protected final BackEndStub backEnd = new BackEndStub();
  protected Exporter exporter;

  /** The component type under test. */
  protected abstract String type();

  /** Settings that send to {@code backEnd}. */
  protected abstract Map<String, ?> settings(BackEndStub backEnd);

  protected abstract Batch batch();

  protected abstract HttpResponse delivered();

  protected abstract HttpResponse retryable();

  protected abstract HttpResponse rejected();

  @BeforeEach
  void start() throws Exception {
    exporter = SettingsFixture.start(type(), settings(backEnd));
  }

  @AfterEach
  void stop() {
    exporter.close();
    backEnd.close();
  }

  protected final Outcome export(Batch batch) throws Exception {
    return exporter.export(batch).toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  protected final AggregatedHttpRequest request() {
    assertThat(backEnd.requests()).hasSize(1);
    return backEnd.requests().get(0);
  }

  @Test
  void takenBatch_isDelivered_byOneRequest() throws Exception {
    backEnd.answer(this::delivered);

    Outcome outcome = export(batch());

    assertThat(outcome).isEqualTo(Outcome.delivered());
    assertThat(backEnd.requests()).hasSize(1);
  }

  @Test
  void overloadedBackEnd_isRetryable_andNotRetriedHere() throws Exception {
    backEnd.answer(this::retryable);

    Outcome outcome = export(batch());

    assertThat(outcome).isInstanceOf(Outcome.Retryable.class);
    assertThat(backEnd.requests()).hasSize(1);
  }

  @Test
  void refusedBatch_isRejected_withTheMessage() throws Exception {
    backEnd.answer(this::rejected);

    Outcome outcome = export(batch());

    assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
    assertThat(outcome.toString()).contains("bad telemetry");
  }

  @Test
  void unreachableBackEnd_isRetryable() throws Exception {
    backEnd.stop();

    Outcome outcome = export(batch());

    assertThat(outcome).isInstanceOf(Outcome.Retryable.class);
  }

  @Test
  void closingTwice_doesNothing_andLaterBatchesAreRetryable() throws Exception {
    exporter.close();

    assertThatCode(exporter::close).doesNotThrowAnyException();
    assertThat(export(batch())).isInstanceOf(Outcome.Retryable.class);
    assertThat(backEnd.requests()).isEmpty();
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
