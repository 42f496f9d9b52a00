/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

import dev.braid.collector.ottl.Arguments.Of;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Converters of times and durations, in UTC. */
final class TimeConverters {
  private static final long NANOS = 1_000_000_000L;

  /** Seconds from the year 1, from which Go counts, to 1970. */
  private static final long SECONDS_BEFORE_1970 = 62_135_596_800L;

  private static final Pattern DURATION_PART =
      Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)(ns|us|µs|ms|s|m|h)");

  private TimeConverters() {}

  static void define(Functions.Registrar<Functions.Converter> converters) {
    converters.add("Now", "", a -> frame -> frame.clock().instant());
    converters.add(
        "Unix",
        "seconds nanoseconds?",
        a -> {
          Of<Long> seconds = a.integer(0);
          Of<Long> nanos = a.has(1) ? a.integer(1) : frame -> 0L;
          return frame -> Instant.ofEpochSecond(seconds.get(frame), nanos.get(frame));
        });
    time(converters, "UnixNano", time -> time.getEpochSecond() * NANOS + time.getNano());
    time(
        converters,
        "UnixMicro",
        time -> time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000);
    time(converters, "UnixMilli", Instant::toEpochMilli);
    time(converters, "UnixSeconds", Instant::getEpochSecond);
    part(converters, "Year", ZonedDateTime::getYear);
    part(converters, "Month", ZonedDateTime::getMonthValue);
    part(converters, "Day", ZonedDateTime::getDayOfMonth);
    part(converters, "Weekday", time -> time.getDayOfWeek().getValue() % 7);
    part(converters, "Hour", ZonedDateTime::getHour);
    part(converters, "Minute", ZonedDateTime::getMinute);
    part(converters, "Second", ZonedDateTime::getSecond);
    part(converters, "Nanosecond", ZonedDateTime::getNano);
    duration(converters, "Hours", span -> span.toNanos() / 3.6e12);
    duration(converters, "Minutes", span -> span.toNanos() / 6e10);
    duration(converters, "Seconds", span -> span.toNanos() / 1e9);
    duration(converters, "Milliseconds", span -> span.toNanos() / 1_000_000);
    duration(converters, "Microseconds", span -> span.toNanos() / 1_000);
    duration(converters, "Nanoseconds", Duration::toNanos);
    converters.add(
        "Duration",
        "duration",
        a -> {
          Of<String> text = a.string(0);
          return frame -> parse(text.get(frame));
        });
    converters.add(
        "TruncateTime",
        "time duration",
        a -> {
          Of<Instant> time = a.time(0);
          Of<Duration> step = a.duration(1);
          return frame -> truncate(time.get(frame), step.get(frame));
        });
  }

  private static void time(
      Functions.Registrar<Functions.Converter> converters,
      String name,
      Function<Instant, Long> function) {
    converters.add(
        name,
        "time",
        a -> {
          Of<Instant> time = a.time(0);
          return frame -> function.apply(time.get(frame));
        });
  }

  private static void part(
      Functions.Registrar<Functions.Converter> converters,
      String name,
      Function<ZonedDateTime, Integer> function) {
    time(converters, name, time -> function.apply(time.atZone(ZoneOffset.UTC)).longValue());
  }

  private static void duration(
      Functions.Registrar<Functions.Converter> converters,
      String name,
      Function<Duration, Number> function) {
    converters.add(
        name,
        "duration",
        a -> {
          Of<Duration> span = a.duration(0);
          return frame -> function.apply(span.get(frame));
        });
  }

  private static Duration parse(String text) {
    boolean isNegative = text.startsWith("-");
    String rest = isNegative || text.startsWith("+") ? text.substring(1) : text;
    if (rest.equals("0")) {
      return Duration.ZERO;
    }
    Matcher parts = DURATION_PART.matcher(rest);
    double nanos = 0;
    int end = 0;
    while (parts.find() && parts.start() == end) {
      nanos += Double.parseDouble(parts.group(1)) * nanosOf(parts.group(2));
      end = parts.end();
    }
    if (end == 0 || end != rest.length() || nanos > Long.MAX_VALUE) {
      throw new EvaluationException("found '" + text + "', allowed a duration such as 1h30m");
    }
    return Duration.ofNanos(isNegative ? -Math.round(nanos) : Math.round(nanos));
  }

  private static double nanosOf(String unit) {
    return switch (unit) {
      case "h" -> 3.6e12;
      case "m" -> 6e10;
      case "s" -> 1e9;
      case "ms" -> 1e6;
      case "ns" -> 1;
      default -> 1e3;
    };
  }

  /** Down to a multiple of {@code step} since the year 1. */
  private static Instant truncate(Instant time, Duration step) {
    if (step.isNegative() || step.isZero()) {
      return time;
    }
    BigInteger nanos =
        BigInteger.valueOf(time.getEpochSecond() + SECONDS_BEFORE_1970)
            .multiply(BigInteger.valueOf(NANOS))
            .add(BigInteger.valueOf(time.getNano()));
    return time.minusNanos(nanos.mod(BigInteger.valueOf(step.toNanos())).longValue());
  }
}
