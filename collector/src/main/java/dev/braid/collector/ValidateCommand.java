/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector;

import dev.braid.collector.graph.Plan;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Checks a configuration by building the whole graph; binds no port. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description = "Checks a configuration and prints every fault with its place.")
final class ValidateCommand implements Callable<Integer> {
  @Mixin private final ConfigOptions options = new ConfigOptions();

  @Spec
  @SuppressWarnings("NullAway.Init") // Set by picocli before call.
  private CommandSpec spec;

  @Override
  public Integer call() {
    Plan plan = options.read(spec.commandLine().getErr());
    if (plan == null) {
      return 1;
    }
    spec.commandLine().getOut().println("ok: " + plan.pipelines().size() + " pipelines");
    return 0;
  }
}
