/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for every exporter that sends requests to a back end. */
public abstract class SendingExporterContract extends ExporterContract {

  protected final BackEndStub backEnd = new BackEndStub();

  /** Settings that send to {@code backEnd}. */
  protected abstract Map<String, ?> settings(BackEndStub backEnd);

  protected abstract HttpResponse delivered();

  protected abstract HttpResponse retryable();

  protected abstract HttpResponse rejected();

  @Override
  protected final Map<String, ?> settings() {
    return settings(backEnd);
  }

  @BeforeEach
  void takeEverything() {
    backEnd.answer(this::delivered);
  }

  @AfterEach
  void stopBackEnd() {
    backEnd.close();
  }

  protected final AggregatedHttpRequest request() {
    assertThat(backEnd.requests()).hasSize(1);
    return backEnd.requests().get(0);
  }

  @Test
  void oneBatch_isOneRequest() throws Exception {
    export(batch());

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
  void closedExporter_sendsNothing() throws Exception {
    exporter.close();

    export(batch());

    assertThat(backEnd.requests()).isEmpty();
  }
}
