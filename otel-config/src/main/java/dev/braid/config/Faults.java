/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * All that is wrong in one reading of a configuration, in the order found, and the notes that do
 * not stop it. Used by one thread.
 */
public final class Faults {
  /** More would not be read; a file that is no configuration at all makes thousands. */
  private static final int MAX_FAULTS = 200;

  private final List<Fault> faults = new ArrayList<>();
  private final List<Fault> warnings = new ArrayList<>();

  /** Records a fault. */
  public void add(Position position, String key, String message) {
    if (faults.size() < MAX_FAULTS) {
      faults.add(new Fault(position, key, message));
    }
  }

  /** Records what works but should be changed. */
  public void warn(Position position, String key, String message) {
    if (warnings.size() < MAX_FAULTS) {
      warnings.add(new Fault(position, key, message));
    }
  }

  public boolean isEmpty() {
    return faults.isEmpty();
  }

  /** The faults in the order found. */
  public List<Fault> faults() {
    return Collections.unmodifiableList(faults);
  }

  /** The warnings in the order found. */
  public List<Fault> warnings() {
    return Collections.unmodifiableList(warnings);
  }

  /** One fault a line. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Fault fault : faults) {
      text.append(text.length() == 0 ? "" : "\n").append(fault);
    }
    return text.toString();
  }
}
