/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.log;

/** Who is told of records that will not be read. Thread-safe. */
public interface LogLosses {

  /** The disk gave something else than was written, or nothing at all. */
  void damaged(long records, String where);

  /** A full log made room by giving up this record. */
  void dropped(StoredEntry entry);
}
