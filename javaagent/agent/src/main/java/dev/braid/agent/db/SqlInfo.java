/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.db;

import dev.braid.agent.trace.AttributeBlock;
import dev.braid.agent.trace.Semconv;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What telemetry says of one SQL text: the text without literals, and a summary of few values. Made
 * by {@link SqlSanitizer} and cached by text, so instances may be compared by identity. Immutable.
 */
public final class SqlInfo {
  /** Stands for SQL that is not known. */
  public static final SqlInfo NONE = new SqlInfo("", "", null, null);

  private static final SqlCache CACHE = new SqlCache();

  private final String text;
  private final String summary;
  private final @Nullable String operation;
  private final @Nullable String collection;
  private final AttributeBlock attributes;

  SqlInfo(String text, String summary, @Nullable String operation, @Nullable String collection) {
    this.text = text;
    this.summary = summary;
    this.operation = operation;
    this.collection = collection;
    this.attributes =
        new AttributeBlock(
            Semconv.DB_QUERY_TEXT,
            orNull(text),
            Semconv.DB_QUERY_SUMMARY,
            orNull(summary),
            Semconv.DB_OPERATION_NAME,
            operation,
            Semconv.DB_COLLECTION_NAME,
            collection);
  }

  /** The facts of {@code sql}; the same instance for the same text while that is in use. */
  public static SqlInfo of(String sql) {
    return sql.isEmpty() ? NONE : CACHE.get(sql);
  }

  AttributeBlock attributes() {
    return attributes;
  }

  static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  /** {@code db.query.text}: without literals and comments, cut at a limit; empty if not known. */
  public String text() {
    return text;
  }

  /** {@code db.query.summary}: operations and what they work on, {@code SELECT shop.orders}. */
  public String summary() {
    return summary;
  }

  /** {@code db.operation.name} if the text has exactly one operation. */
  public @Nullable String operation() {
    return operation;
  }

  /** {@code db.collection.name} if the text names exactly one table. */
  public @Nullable String collection() {
    return collection;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || other instanceof SqlInfo
            && text.equals(((SqlInfo) other).text)
            && summary.equals(((SqlInfo) other).summary)
            && Objects.equals(collection, ((SqlInfo) other).collection);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return summary;
  }
}
