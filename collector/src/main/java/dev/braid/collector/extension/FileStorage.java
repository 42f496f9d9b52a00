/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.extension;

import dev.braid.collector.component.Extension;
import dev.braid.collector.log.Fsync;
import java.nio.file.Path;

/**
 * A directory for disk queues. Each queue opens a log of its own in it.
 *
 * @param maxBytes most bytes of each queue
 */
public record FileStorage(Path directory, Fsync fsync, long maxBytes) implements Extension {
  @Override
  public void close() {
    // The queues close their logs.
  }
}
