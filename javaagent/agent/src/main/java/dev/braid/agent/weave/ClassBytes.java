/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.weave;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where class files are read from. Thread safe. */
public interface ClassBytes {
  /**
   * The class file, or null if there is none.
   *
   * @param path entry name, {@code a/b/C.class}
   */
  byte @Nullable [] bytesOf(String path) throws IOException;
}
