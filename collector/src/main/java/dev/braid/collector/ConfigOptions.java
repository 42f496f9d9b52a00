/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector;

import dev.braid.collector.graph.Plan;
import dev.braid.collector.graph.PlanReader;
import dev.braid.config.ConfigLoader;
import dev.braid.config.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name a configuration, and their reading. */
final class ConfigOptions {
  private static final String EMBEDDED = "collector.yaml";

  @Option(
      names = "--config",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Configuration files, later ones over earlier ones; without: collect and show.")
  private final List<Path> files = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One setting over the files, such as receivers.otlp.protocols.grpc.endpoint=:0")
  private final List<String> settings = new ArrayList<>();

  /** The files that were named. */
  List<Path> files() {
    return List.copyOf(files);
  }

  /** The plan, or null after printing all faults to {@code err}. */
  @Nullable Plan read(PrintWriter err) {
    ConfigLoader loader = new ConfigLoader(System::getenv);
    if (files.isEmpty()) {
      loader.text(EMBEDDED, embedded());
    }
    files.forEach(loader::file);
    settings.forEach(loader::set);
    Plan plan = PlanReader.read(loader.root());
    for (Fault warning : loader.faults().warnings()) {
      err.println("note: " + warning);
    }
    List<Fault> faults = loader.faults().faults();
    if (faults.isEmpty()) {
      return plan;
    }
    faults.forEach(err::println);
    err.println(faults.size() == 1 ? "1 fault" : faults.size() + " faults");
    return null;
  }

  private static String embedded() {
    try (InputStream in = ConfigOptions.class.getResourceAsStream("/" + EMBEDDED)) {
      if (in == null) {
        throw new IllegalStateException(EMBEDDED + " is missing in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
