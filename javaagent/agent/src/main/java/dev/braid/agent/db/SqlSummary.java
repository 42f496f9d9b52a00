/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.db;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Listens to the tokens of one SQL text and gathers its operations and the tables they work on, in
 * order: {@code INSERT audit SELECT orders}. Heuristic by intention: it knows the keywords that
 * stand before a table, and no grammar. Not thread safe.
 */
final class SqlSummary {
  /** {@code db.query.summary} may not be longer, says the convention. */
  private static final int MAX_LENGTH = 255;

  /** Parentheses deeper than a {@code long} has bits are not looked into. */
  private static final int MAX_DEPTH = 63;

  /** What the next name is. */
  private enum Expected {
    NOTHING,
    TABLE,
    /** After a table: a comma brings the next one. */
    COMMA,
    /** After CREATE, DROP, ALTER: the kind of object, then its name. */
    OBJECT
  }

  private final StringBuilder summary = new StringBuilder();
  private final List<String> operations = new ArrayList<>(2);
  private final Set<String> tables = new HashSet<>(4);
  private final Set<String> commonTables = new HashSet<>(2);
  private Expected expected = Expected.NOTHING;
  private @Nullable StringBuilder qualified;
  private String lastKeyword = "";
  private String lastName = "";
  private long queryAtDepth; // bit n: a query began at depth n, so FROM means tables there
  private long valuesAtDepth;
  private long listAtDepth;
  private int depth;
  private boolean isDotBefore;

  void word(String word, String upper) {
    if (isDotBefore) {
      namePart(word);
      return;
    }
    endOfName();
    if (expected == Expected.OBJECT) {
      object(word, upper);
    } else if (!keyword(upper)) {
      name(word);
    }
  }

  void quotedName(String name) {
    if (isDotBefore) {
      namePart(name);
    } else {
      endOfName();
      if (expected == Expected.OBJECT) {
        expected = Expected.TABLE;
      }
      name(name);
    }
  }

  void value() {
    endOfName();
    isDotBefore = false;
  }

  void symbol(char c) {
    if (c == '.') {
      isDotBefore = true;
      return;
    }
    endOfName();
    isDotBefore = false;
    if (c == '(') {
      open();
    } else if (c == ')') {
      close();
    } else if (c == ',' && expected == Expected.COMMA) {
      expected = Expected.TABLE;
    } else if (c == ';') {
      expected = Expected.NOTHING;
      lastKeyword = "";
    }
  }

  /** True inside of the parentheses of VALUES. */
  boolean isInValues() {
    return bit(valuesAtDepth);
  }

  /** True inside of the parentheses of IN. */
  boolean isInList() {
    return bit(listAtDepth);
  }

  SqlInfo toInfo(String text) {
    endOfName();
    String operation = operations.size() == 1 ? operations.get(0) : null;
    String collection = tables.size() == 1 ? tables.iterator().next() : null;
    return new SqlInfo(text, cut(summary.toString()), operation, collection);
  }

  private boolean keyword(String upper) {
    String previous = lastKeyword;
    switch (upper) {
      case "SELECT":
      case "DELETE":
        return query(upper, previous);
      case "INSERT":
      case "REPLACE":
      case "MERGE":
      case "CALL":
      case "EXEC":
      case "EXECUTE":
      case "TRUNCATE":
        return operation(upper, previous);
      case "UPDATE":
        return update(previous);
      case "CREATE":
      case "DROP":
      case "ALTER":
        return definition(upper);
      case "FROM":
      case "JOIN":
      case "INTO":
      case "USING":
        expected = bit(queryAtDepth) ? Expected.TABLE : expected;
        lastKeyword = upper;
        return true;
      case "IF":
      case "EXISTS":
      case "NOT":
      case "ONLY":
      case "LATERAL":
      case "TABLE":
        lastKeyword = upper;
        return true;
      case "WITH":
      case "AS":
      case "VALUES":
      case "IN":
      case "FOR":
      case "DO":
      case "KEY":
      case "ON":
      case "RECURSIVE":
        lastKeyword = upper;
        commonTable(upper);
        return true;
      case "WHERE":
      case "GROUP":
      case "ORDER":
      case "HAVING":
      case "SET":
      case "LIMIT":
      case "UNION":
      case "RETURNING":
      case "WHEN":
        lastKeyword = upper;
        expected = Expected.NOTHING;
        return true;
      default:
        return false;
    }
  }

  private boolean query(String upper, String previous) {
    if (!"ON".equals(previous) && !"WHEN".equals(previous)) { // ON DELETE CASCADE
      append(upper);
      operations.add(upper);
      queryAtDepth |= 1L << depth;
      expected = Expected.NOTHING;
    }
    lastKeyword = upper;
    return true;
  }

  private boolean operation(String upper, String previous) {
    boolean isFirst = operations.isEmpty() || previous.isEmpty() || "AS".equals(previous);
    if (!isFirst) {
      return false; // replace(...), WHEN NOT MATCHED THEN INSERT
    }
    append(upper);
    operations.add(upper);
    queryAtDepth |= 1L << depth;
    expected = "INSERT".equals(upper) || "MERGE".equals(upper) ? Expected.NOTHING : Expected.TABLE;
    lastKeyword = upper;
    return true;
  }

  private boolean update(String previous) {
    boolean isClause =
        "FOR".equals(previous)
            || "ON".equals(previous)
            || "DO".equals(previous)
            || "KEY".equals(previous)
            || "WHEN".equals(previous);
    if (!isClause) {
      append("UPDATE");
      operations.add("UPDATE");
      queryAtDepth |= 1L << depth;
      expected = Expected.TABLE;
    }
    lastKeyword = "UPDATE";
    return true;
  }

  private boolean definition(String upper) {
    if (!operations.isEmpty()) {
      return false;
    }
    append(upper);
    operations.add(upper);
    expected = Expected.OBJECT;
    lastKeyword = upper;
    return true;
  }

  /** {@code CREATE UNIQUE INDEX IF NOT EXISTS name}: words up to the kind, then the name. */
  private void object(String word, String upper) {
    switch (upper) {
      case "TABLE":
      case "INDEX":
      case "VIEW":
      case "SCHEMA":
      case "DATABASE":
      case "SEQUENCE":
      case "TRIGGER":
      case "FUNCTION":
      case "PROCEDURE":
      case "TYPE":
      case "USER":
      case "ROLE":
        append(upper);
        expected = Expected.TABLE;
        break;
      default:
        break;
    }
    lastKeyword = upper;
    lastName = word;
  }

  private void name(String word) {
    lastName = word;
    if (expected == Expected.TABLE) {
      qualified = new StringBuilder(word);
    }
  }

  private void namePart(String word) {
    isDotBefore = false;
    if (qualified != null) {
      qualified.append('.').append(word);
    }
  }

  private void endOfName() {
    StringBuilder name = qualified;
    if (name == null) {
      return;
    }
    qualified = null;
    String table = name.toString();
    if (!commonTables.contains(table)) {
      tables.add(table);
      append(table);
    }
    expected = "FROM".equals(lastKeyword) ? Expected.COMMA : Expected.NOTHING;
  }

  private void commonTable(String upper) {
    if ("AS".equals(upper) && operations.isEmpty() && !lastName.isEmpty()) {
      commonTables.add(lastName);
    }
  }

  private void open() {
    depth++;
    long bit = bitAtDepth();
    queryAtDepth &= ~bit;
    valuesAtDepth = "VALUES".equals(lastKeyword) ? valuesAtDepth | bit : valuesAtDepth & ~bit;
    listAtDepth = "IN".equals(lastKeyword) ? listAtDepth | bit : listAtDepth & ~bit;
    if (expected == Expected.TABLE && !"FROM".equals(lastKeyword)) {
      expected = Expected.NOTHING;
    }
  }

  private void close() {
    if (depth > 0) {
      depth--;
    }
    expected = Expected.NOTHING;
    if (!isInValues()) {
      lastKeyword = "VALUES".equals(lastKeyword) ? lastKeyword : ")";
    }
  }

  private boolean bit(long bits) {
    return (bits & bitAtDepth()) != 0;
  }

  private long bitAtDepth() {
    return depth <= MAX_DEPTH ? 1L << depth : 0;
  }

  private void append(String part) {
    if (summary.length() <= MAX_LENGTH) {
      if (summary.length() > 0) {
        summary.append(' ');
      }
      summary.append(part);
    }
  }

  /** Cut between two parts, never within one. */
  private static String cut(String summary) {
    if (summary.length() <= MAX_LENGTH) {
      return summary;
    }
    int space = summary.lastIndexOf(' ', MAX_LENGTH);
    return space < 0 ? summary.substring(0, MAX_LENGTH) : summary.substring(0, space);
  }
}
