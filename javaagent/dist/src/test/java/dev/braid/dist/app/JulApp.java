/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.dist.app;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.management.MBeanServerBuilder;

/**
 * Logs through {@code java.util.logging}. With the argument {@code own} it first waits for somebody
 * to connect, and only then chooses a log manager and a builder of MBean servers of its own.
 */
public final class JulApp {
  private JulApp() {}

  /** The application's own. */
  public static final class OwnLogManager extends LogManager {}

  /** The application's own. */
  public static final class OwnBuilder extends MBeanServerBuilder {
    public OwnBuilder() {
      System.out.println("own builder");
    }
  }

  @SuppressWarnings("try") // A scope is there to be closed.
  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 0) {
      chooseOwn();
    }
    Span span = GlobalOpenTelemetry.get().getTracer("app").spanBuilder("till").startSpan();
    try (Scope scope = span.makeCurrent()) {
      log();
      filtered();
    } finally {
      span.end();
    }
    Logger.getLogger("shop.Till").info("outside");
    System.out.println("manager " + LogManager.getLogManager().getClass().getSimpleName());
    System.out.println(ManagementFactory.getPlatformMBeanServer().getMBeanCount() + " beans");
  }

  private static void chooseOwn() throws Exception {
    try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      System.out.println("listening on " + door.getLocalPort());
      door.accept().close();
    }
    System.setProperty("java.util.logging.manager", OwnLogManager.class.getName());
    System.setProperty("javax.management.builder.initial", OwnBuilder.class.getName());
  }

  private static void log() {
    Logger logger = Logger.getLogger("shop.Till");
    logger.setLevel(Level.FINER);
    logger.log(Level.WARNING, "paid {0} of {1}", new Object[] {1, 2});
    logger.log(Level.SEVERE, "failed", new IllegalStateException("closed"));
    logger.info(() -> "supplied");
    logger.logp(Level.CONFIG, "Till", "log", "with class and method");
    logger.fine("fine");
    logger.finer("finer");
    logger.finest("below the level");
    LogRecord record = new LogRecord(Level.FINEST, "record below the level");
    logger.log(record);
  }

  private static void filtered() {
    AtomicInteger asked = new AtomicInteger();
    Logger logger = Logger.getLogger("shop.Filtered");
    logger.setFilter(
        record -> {
          asked.incrementAndGet();
          return !record.getMessage().startsWith("secret");
        });
    logger.info("secret recipe");
    logger.info("open recipe");
    System.out.println("filter asked " + asked);
  }
}
