/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector;

import dev.braid.collector.graph.Plan;
import dev.braid.collector.graph.RunningCollector;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the collector until SIGTERM or Ctrl-C, then drains. */
@Command(
    name = "collector",
    mixinStandardHelpOptions = true,
    description = "Runs the collector until it is stopped.")
final class CollectorCommand implements Callable<Integer> {
  @Mixin private final ConfigOptions options = new ConfigOptions();

  @Spec
  @SuppressWarnings("NullAway.Init") // Set by picocli before call.
  private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Plan plan = options.read(err);
    if (plan == null) {
      return 1;
    }
    RunningCollector collector = start(plan, err);
    if (collector == null) {
      return 1;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(collector::close, "braid-stop"));
    out.println("Braid collector is up:");
    collector.endpoints().forEach(line -> out.println("  " + line));
    out.flush();
    new ConfigWatch(options.files(), () -> reload(collector, out, err)).start();
    // The shutdown hook ends the process; this thread only keeps it alive.
    new CountDownLatch(1).await();
    return 0;
  }

  private static @Nullable RunningCollector start(Plan plan, PrintWriter err) {
    try {
      return RunningCollector.start(plan);
    } catch (IOException e) {
      err.println("cannot start: " + e.getMessage());
      return null;
    }
  }

  private void reload(RunningCollector collector, PrintWriter out, PrintWriter err) {
    Plan next = options.read(err);
    if (next == null) {
      err.println("configuration refused, the one before goes on");
    } else {
      try {
        collector.reload(next);
        out.println("configuration reloaded");
      } catch (IOException e) {
        err.println("configuration reloaded in part: " + e.getMessage());
      }
    }
    out.flush();
    err.flush();
  }
}
