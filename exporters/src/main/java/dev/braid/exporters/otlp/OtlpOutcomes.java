/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.otlp;

import dev.braid.exporters.Outcome;
import dev.braid.otlp.ExportResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an OTLP success says about the items. */
final class OtlpOutcomes {

  private static final Logger LOG = LoggerFactory.getLogger(OtlpOutcomes.class);

  private OtlpOutcomes() {}

  static Outcome of(ExportResponse response) {
    if (response.rejectedItems() > 0) {
      return new Outcome.PartiallyRejected(response.rejectedItems(), response.errorMessage());
    }
    if (!response.errorMessage().isEmpty()) {
      LOG.debug("the back end took all and warns: {}", response.errorMessage());
    }
    return Outcome.delivered();
  }
}
