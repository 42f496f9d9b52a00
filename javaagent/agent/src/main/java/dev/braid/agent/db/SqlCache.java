/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.db;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Sanitised SQL by its original text, in two generations: when the young one is full it becomes the
 * old one, and what is not asked for again until then is forgotten. Reading takes no lock. Thread
 * safe; two threads may sanitise the same new text at once, which harms nothing.
 */
final class SqlCache {
  /** Texts of one generation; an application with more builds them by concatenation. */
  static final int MAX_TEXTS = 1_000;

  /** Longer texts are not kept: two generations of them would be 32 MB. */
  static final int MAX_KEPT_LENGTH = 8_192;

  private volatile ConcurrentHashMap<String, SqlInfo> young = new ConcurrentHashMap<>();
  private volatile ConcurrentHashMap<String, SqlInfo> old = new ConcurrentHashMap<>();

  SqlInfo get(String sql) {
    SqlInfo info = young.get(sql);
    return info == null ? add(sql, old.get(sql)) : info;
  }

  private SqlInfo add(String sql, @Nullable SqlInfo known) {
    SqlInfo info = known == null ? SqlSanitizer.sanitize(sql) : known;
    if (sql.length() > MAX_KEPT_LENGTH) {
      return info;
    }
    ConcurrentHashMap<String, SqlInfo> into = young;
    SqlInfo raced = into.putIfAbsent(sql, info);
    if (into.size() >= MAX_TEXTS) {
      turnOver(into);
    }
    return raced == null ? info : raced;
  }

  @SuppressWarnings("ReferenceEquality") // another thread may have turned over already
  private synchronized void turnOver(ConcurrentHashMap<String, SqlInfo> full) {
    if (young == full) {
      old = full;
      young = new ConcurrentHashMap<>();
    }
  }

  int size() {
    return young.size() + old.size();
  }
}
