/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector;

import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code braid}. Exit codes: 0 ok, 1 bad configuration, 2 bad usage. */
@Command(
    name = "braid",
    mixinStandardHelpOptions = true,
    versionProvider = Braid.Version.class,
    description = "Observability for the JVM: one collector for traces, metrics and logs.",
    subcommands = {CollectorCommand.class, ValidateCommand.class})
public final class Braid implements Runnable {
  /** A subcommand from another room; found by {@link ServiceLoader}, named by its annotation. */
  public interface Subcommand {}

  @Spec
  @SuppressWarnings("NullAway.Init") // Set by picocli before run.
  private CommandSpec spec;

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The command line with all subcommands. */
  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Braid());
    for (Subcommand command : ServiceLoader.load(Subcommand.class)) {
      line.addSubcommand(command);
    }
    return line;
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
  }

  /** The version in the jar's manifest. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Braid.class.getPackage().getImplementationVersion();
      return new String[] {"braid " + (version == null ? "(unpackaged)" : version)};
    }
  }
}
