/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.extension;

import dev.braid.collector.component.ExtensionFactory;
import dev.braid.collector.component.ExtensionPlan;
import dev.braid.collector.durable.DurableSettings;
import dev.braid.collector.log.Fsync;
import dev.braid.config.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code file_storage}: where exporters keep their sending queues.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/extension/storage/filestorage/README.md">the
 *     keys</a>
 */
public final class FileStorageFactory implements ExtensionFactory {
  private static final String DEFAULT_DIRECTORY = "/var/lib/otelcol/file_storage";

  /** Hours of a busy collector; what 0, elsewhere no limit, means here. */
  private static final long DEFAULT_MAX_BYTES = 4L << 30;

  @Override
  public String type() {
    return "file_storage";
  }

  @Override
  public ExtensionPlan prepare(String name, Section settings) {
    Path directory = Path.of(settings.string("directory", DEFAULT_DIRECTORY));
    boolean isCreated = settings.bool("create_directory", false);
    settings.ignored("directory_permissions", "the process's umask decides");
    settings.ignored("timeout", "a directory that another collector uses is refused at once");
    Fsync fsync = settings.bool("fsync", false) ? Fsync.GROUP : Fsync.OFF;
    boolean isUnlimited = settings.string("max_size", "0").equals("0");
    long maxBytes =
        isUnlimited ? DEFAULT_MAX_BYTES : DurableSettings.readMaxBytes(settings, DEFAULT_MAX_BYTES);
    settings.ignored("compaction", "a queue is files of which whole ones are deleted");
    settings.ignored("recreate", "damaged records are passed over and counted");
    return (environment, state) -> {
      if (!isCreated && !Files.isDirectory(directory)) {
        throw new IOException(
            settings.pathOf("directory")
                + ": found no directory "
                + directory
                + "; make it, or set create_directory: true");
      }
      return new FileStorage(directory, fsync, maxBytes);
    };
  }
}
