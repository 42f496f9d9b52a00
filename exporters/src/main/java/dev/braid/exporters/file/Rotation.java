/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.file;

import dev.braid.config.Section;

/**
 * When a file is put aside and for how long it is kept.
 *
 * @param maxBytes size at which it is put aside; 0 means never
 * @param maxDays days after which what was put aside is deleted; 0 means never
 * @param maxBackups most files that are put aside; 0 means no limit
 * @param isLocalTime whether their names carry the host's own time, otherwise UTC
 */
record Rotation(long maxBytes, int maxDays, int maxBackups, boolean isLocalTime) {
  private static final int DEFAULT_MEGABYTES = 100;
  private static final int DEFAULT_BACKUPS = 100;

  static Rotation read(Section settings) {
    if (!settings.has("rotation")) {
      return new Rotation(0, 0, 0, false);
    }
    Section rotation = settings.section("rotation");
    int megabytes = rotation.integer("max_megabytes", DEFAULT_MEGABYTES, 0, 1 << 20);
    return new Rotation(
        (megabytes == 0 ? DEFAULT_MEGABYTES : megabytes) * 1024L * 1024L,
        rotation.integer("max_days", 0, 0, 36_500),
        rotation.integer("max_backups", DEFAULT_BACKUPS, 0, 1_000_000),
        rotation.bool("localtime", false));
  }
}
