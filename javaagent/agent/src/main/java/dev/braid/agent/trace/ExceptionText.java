/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.trace;

import java.io.PrintWriter;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/** An exception as attributes, its stack trace cut where nobody reads on. */
public final class ExceptionText {
  private ExceptionText() {}

  /** Keys and values in turn. */
  public static @Nullable Object[] attributes(Throwable thrown) {
    return new @Nullable Object[] {
      Semconv.EXCEPTION_TYPE, thrown.getClass().getName(),
      Semconv.EXCEPTION_MESSAGE, message(thrown),
      Semconv.EXCEPTION_STACKTRACE, stackTrace(thrown)
    };
  }

  /** The message, or null, also where asking for it fails. */
  public static @Nullable String message(Throwable thrown) {
    try {
      return thrown.getMessage();
    } catch (Throwable broken) {
      return null;
    }
  }

  /** The first {@link SpanLimits#MAX_STACK_TRACE_CHARS} characters of the printed stack trace. */
  public static @Nullable String stackTrace(Throwable thrown) {
    Bounded text = new Bounded();
    try {
      thrown.printStackTrace(new PrintWriter(text));
    } catch (Full enough) {
      // The rest is of no interest.
    } catch (Throwable broken) {
      return null;
    }
    return text.toString();
  }

  /** Ends the printing of a trace that is long enough. */
  private static final class Full extends RuntimeException {
    private static final long serialVersionUID = 1;

    Full() {
      super(null, null, false, false);
    }
  }

  private static final class Bounded extends Writer {
    private final StringBuilder text = new StringBuilder(1024);

    @Override
    public void write(char[] source, int offset, int length) {
      int room = SpanLimits.MAX_STACK_TRACE_CHARS - text.length();
      text.append(source, offset, Math.min(room, length));
      if (length >= room) {
        throw new Full();
      }
    }

    @Override
    public void flush() {
      // Nothing is held back.
    }

    @Override
    public void close() {
      // Nothing is open.
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
