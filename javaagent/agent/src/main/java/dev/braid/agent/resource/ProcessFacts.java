/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.resource;

import java.util.Map;

/** process.*; no command line, which may hold secrets. */
final class ProcessFacts implements ResourceDetector.Facts {
  @Override
  public void addTo(Map<String, Object> target) {
    target.put("process.pid", ProcessHandle.current().pid());
    String home = System.getProperty("java.home");
    if (home != null) {
      target.put("process.executable.path", home + "/bin/java");
    }
    target.put("process.runtime.name", System.getProperty("java.runtime.name", ""));
    target.put("process.runtime.version", System.getProperty("java.runtime.version", ""));
    target.put(
        "process.runtime.description",
        System.getProperty("java.vm.vendor", "")
            + ' '
            + System.getProperty("java.vm.name", "")
            + ' '
            + System.getProperty("java.vm.version", ""));
  }
}
