/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.demo;

import dev.braid.collector.Braid;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code braid demo}. */
@Command(
    name = "demo",
    description = {
      "Runs a shop of three unchanged services under the agent, a collector beside it and a little load.",
      "Ctrl-C stops everything. With --for it stops by itself and exits 0 only if spans, metrics and trace-tagged"
          + " logs of all services arrived and were correlated."
    },
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Braid.Subcommand, Callable<Integer> {
  @Option(
      names = "--for",
      paramLabel = "DURATION",
      description = "Stop by itself after this time, such as 60s or 2m.",
      converter = Seconds.class)
  private Duration limit = Duration.ZERO;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintStream out = System.out;
    try (Demo demo =
        new Demo(Path.of(System.getProperty("braid.root", ".")).toAbsolutePath(), out)) {
      Thread stop = new Thread(demo::close, "braid-demo-stop");
      Runtime.getRuntime().addShutdownHook(stop);
      Load load = demo.start();
      if (limit.isZero()) {
        out.println("Ctrl-C stops everything.");
      } else {
        out.println("Running for " + limit.toSeconds() + " s ...");
      }
      demo.run(load, limit);
      load.close();
      DemoVerdict verdict = demo.verdict();
      out.printf("%d requests made.%n%n%s%n", load.sent(), verdict.report());
      verdict.faults().forEach(fault -> out.println("MISSING: " + fault));
      return verdict.faults().isEmpty() ? 0 : 1;
    } catch (IOException failure) {
      System.err.println("braid demo: " + failure.getMessage());
      return 1;
    }
  }

  /** {@code 90}, {@code 60s}, {@code 2m}. */
  static final class Seconds implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,6})(s|m|h)?");

    @Override
    public Duration convert(String value) {
      Matcher matcher = FORM.matcher(value);
      if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
        throw new TypeConversionException("got '" + value + "', must be a time such as 60s or 2m");
      }
      long number = Long.parseLong(matcher.group(1));
      return switch (String.valueOf(matcher.group(2))) {
        case "h" -> Duration.ofHours(number);
        case "m" -> Duration.ofMinutes(number);
        default -> Duration.ofSeconds(number);
      };
    }
  }
}
