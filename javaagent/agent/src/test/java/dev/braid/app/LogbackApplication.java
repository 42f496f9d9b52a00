/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.app;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.MarkerFactory;

/** Logs through a plain and an asynchronous appender; returns the lines that these wrote. */
public final class LogbackApplication implements Callable<List<String>> {
  private final List<String> lines = new CopyOnWriteArrayList<>();

  @Override
  public List<String> call() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    Logger logger = context.getLogger("shop.Checkout");
    logger.setAdditive(false);
    AsyncAppender async = new AsyncAppender();
    async.setContext(context);
    async.addAppender(lines(context, "async"));
    async.start();
    logger.addAppender(lines(context, "sync"));
    logger.addAppender(async);
    MDC.put("user", "ann");

    logger.info("paid {} of {}", 1, 2);
    logger.debug(MarkerFactory.getMarker("AUDIT"), "failed", new IllegalStateException("closed"));
    logger.trace("below the level");
    MDC.put("user", "bob");
    async.stop();
    lines.add("afterwards " + MDC.getCopyOfContextMap());
    MDC.clear();
    return lines;
  }

  private AppenderBase<ILoggingEvent> lines(LoggerContext context, String name) {
    PatternLayout layout = new PatternLayout();
    layout.setContext(context);
    layout.setPattern(
        name + "|%level|%X{trace_id}|%X{span_id}|%X{trace_flags}|%X{user}|%msg|%X%nopex");
    layout.start();
    AppenderBase<ILoggingEvent> appender =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            lines.add(layout.doLayout(event));
          }
        };
    appender.setContext(context);
    appender.start();
    return appender;
  }
}
