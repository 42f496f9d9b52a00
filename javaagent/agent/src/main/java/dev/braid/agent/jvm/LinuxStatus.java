/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.jvm;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Numbers of {@code /proc/self/status}, -1 where there is none. The file is of the kernel's making
 * and takes microseconds to read.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_status.5.html">proc_pid_status</a>
 */
final class LinuxStatus {
  private static final String FILE = "/proc/self/status";

  /** Several times what kernels write. */
  private static final int MAX_BYTES = 16_384;

  private static final int KIBIBYTE = 1_024;

  private LinuxStatus() {}

  /** A field in kB, as bytes. */
  static long bytes(String field) {
    long kibibytes = number(field);
    return kibibytes < 0 ? -1 : kibibytes * KIBIBYTE;
  }

  static long number(String field) {
    try (InputStream in = new FileInputStream(FILE)) {
      return number(new String(in.readNBytes(MAX_BYTES), StandardCharsets.ISO_8859_1), field);
    } catch (IOException notLinux) {
      return -1;
    }
  }

  /** The first number in the line that starts with {@code field}. */
  static long number(String status, String field) {
    int line = status.startsWith(field) ? 0 : status.indexOf("\n".concat(field)) + 1;
    if (line == 0 && !status.startsWith(field)) {
      return -1;
    }
    int at = line + field.length();
    while (at < status.length() && (status.charAt(at) == ' ' || status.charAt(at) == '\t')) {
      at++;
    }
    long value = -1;
    while (at < status.length() && status.charAt(at) >= '0' && status.charAt(at) <= '9') {
      value = 10 * Math.max(0, value) + (status.charAt(at) - '0');
      at++;
    }
    return value;
  }
}
