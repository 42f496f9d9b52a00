/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.app;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.async.AsyncLoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilderFactory;
import org.apache.logging.log4j.core.layout.PatternLayout;

/** Logs through plain and through asynchronous loggers; returns the lines that these wrote. */
public final class Log4jApplication implements Callable<List<String>> {
  private final List<String> lines = new CopyOnWriteArrayList<>();

  @Override
  public List<String> call() {
    log(new LoggerContext("sync"));
    log(new AsyncLoggerContext("async"));
    return lines;
  }

  private void log(LoggerContext context) {
    Configuration configuration = ConfigurationBuilderFactory.newConfigurationBuilder().build();
    context.start(configuration);
    Lines appender = new Lines(context.getName(), lines);
    appender.start();
    configuration.getRootLogger().setLevel(Level.DEBUG);
    configuration.getRootLogger().addAppender(appender, null, null);
    context.updateLoggers();
    Logger logger = context.getLogger("shop.Checkout");
    ThreadContext.put("user", "ann");

    logger.info("paid {} of {}", 1, 2);
    logger
        .atDebug()
        .withMarker(MarkerManager.getMarker("AUDIT"))
        .withThrowable(new IllegalStateException("closed"))
        .log("failed");
    logger.trace("below the level");
    ThreadContext.put("user", "bob");
    context.stop(10, TimeUnit.SECONDS);
    lines.add("afterwards " + ThreadContext.getImmutableContext());
    ThreadContext.clearAll();
  }

  private static final class Lines extends AbstractAppender {
    private final List<String> lines;

    Lines(String name, List<String> lines) {
      super(name, null, layout(name), false, Property.EMPTY_ARRAY);
      this.lines = lines;
    }

    private static PatternLayout layout(String name) {
      String ids = "%X{trace_id}|%X{span_id}|%X{trace_flags}";
      return PatternLayout.newBuilder()
          .withPattern(name + "|%level|" + ids + "|%X{user}|%msg|%X%xEx{0}")
          .build();
    }

    @Override
    public void append(LogEvent event) {
      lines.add((String) getLayout().toSerializable(event));
    }
  }
}
