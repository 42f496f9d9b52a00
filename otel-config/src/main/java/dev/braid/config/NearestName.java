/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.config;

import java.util.Collection;

/** Finds the name that a misspelled one was probably meant to be. */
public final class NearestName {
  /** More edits than this and the suggestion would puzzle more than help. */
  private static final int MAX_EDITS = 3;

  private NearestName() {}

  /** {@code ", did you mean 'x'?"}, or nothing if no name is near. */
  public static String hint(String misspelled, Collection<String> names) {
    String best = "";
    int fewest = Math.min(MAX_EDITS, misspelled.length() / 2) + 1;
    for (String name : names) {
      int edits = edits(misspelled, name);
      if (edits < fewest) {
        fewest = edits;
        best = name;
      }
    }
    return best.isEmpty() ? "" : ", did you mean '" + best + "'?";
  }

  /** Levenshtein distance, one row at a time. */
  private static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int above = row[j];
        int change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[to.length()];
  }
}
