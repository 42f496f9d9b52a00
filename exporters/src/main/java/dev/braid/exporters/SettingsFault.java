/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters;

/**
 * One thing wrong in a configuration.
 *
 * @param path the key's full path, such as {@code exporters.otlp.timeout}
 * @param place where it was written, such as {@code collector.yaml:14}; empty if nowhere
 * @param message what was found, what is allowed and what to do
 */
public record SettingsFault(String path, String place, String message) {

  /** The line to show: {@code path: message (place)}. */
  @Override
  public String toString() {
    return path + ": " + message + (place.isEmpty() ? "" : " (" + place + ")");
  }
}
