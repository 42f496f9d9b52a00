/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.delivery;

import dev.braid.collector.log.LogSettings.OnFull;
import dev.braid.config.Section;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where batches wait for a back end.
 *
 * @param isQueued whether they may wait before the exporter at all, beyond those on their way
 * @param extension the {@code file_storage} that keeps the queue; null where it is not asked for
 */
public record StorageSettings(boolean isQueued, @Nullable String extension, OnFull onFull) {
  private static final String REFUSE = "refuse";

  /** Reads {@code sending_queue.storage} and {@code on_full} of an exporter's mapping. */
  public static StorageSettings read(Section exporter) {
    Section queue = exporter.section("sending_queue");
    String onFull = queue.choice("on_full", REFUSE, List.of(REFUSE, "drop_oldest"));
    return new StorageSettings(
        queue.bool("enabled", true),
        queue.optionalString("storage"),
        onFull.equals(REFUSE) ? OnFull.REFUSE : OnFull.DROP_OLDEST);
  }
}
