/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.http;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import dev.braid.exporters.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Reads what answers over HTTP have in common. */
public final class HttpAnswer {

  /** Enough of a message to know what to do; the rest would only fill logs. */
  private static final int MAX_MESSAGE_LENGTH = 512;

  /** A longer wait than this is a mistake of the server or of its clock. */
  private static final long MAX_RETRY_SECONDS = 86_400;

  private HttpAnswer() {}

  /** Retryable, with what the answer's {@code Retry-After} says. */
  public static Outcome retryable(AggregatedHttpResponse answer, String message, Clock clock) {
    String header = answer.headers().get("retry-after");
    return new Outcome.Retryable(header == null ? null : retryAfter(header, clock), message);
  }

  /** {@code 400 Bad Request: body}, cut to a sane length and to one line. */
  public static String message(AggregatedHttpResponse answer) {
    return message(answer, answer.content(StandardCharsets.UTF_8));
  }

  /** {@code 400 Bad Request: text}, cut to a sane length and to one line. */
  public static String message(AggregatedHttpResponse answer, String text) {
    String line = text.strip().replaceAll("\\p{Cntrl}+", " ");
    return answer.status() + (line.isEmpty() ? "" : ": " + cut(line));
  }

  static String cut(String text) {
    return text.length() <= MAX_MESSAGE_LENGTH
        ? text
        : text.substring(0, MAX_MESSAGE_LENGTH) + "...";
  }

  /** Seconds or an HTTP date (RFC 9110, 10.2.3); null if it is neither. */
  static @Nullable Duration retryAfter(String header, Clock clock) {
    try {
      long seconds = Long.parseLong(header.strip());
      return seconds < 0 ? null : Duration.ofSeconds(Math.min(seconds, MAX_RETRY_SECONDS));
    } catch (NumberFormatException e) {
      return untilDate(header, clock.instant());
    }
  }

  private static @Nullable Duration untilDate(String header, Instant now) {
    try {
      Instant then =
          ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      long seconds = Duration.between(now, then).toSeconds();
      return Duration.ofSeconds(Math.max(0, Math.min(seconds, MAX_RETRY_SECONDS)));
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** What a failed exchange says, from its innermost cause. */
  static String describe(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null
        && (cause instanceof CompletionException
            || cause.getMessage() == null
            || cause.getClass().getName().endsWith("UnprocessedRequestException"))) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return cause.getClass().getSimpleName() + (message == null ? "" : ": " + cut(message));
  }
}
