/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a reload when one of the configuration files changes, or on SIGHUP. Looks at the files' time
 * and size once a second rather than asking the system to tell: mounted ConfigMaps change by a
 * rename of a directory above. Thread-safe; the reload runs on one thread.
 */
final class ConfigWatch implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(ConfigWatch.class);
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final List<Path> files;
  private final Runnable reload;
  private final Object lock = new Object();
  private boolean isAsked; // Guarded by lock.
  private Map<Path, String> seen;

  ConfigWatch(List<Path> files, Runnable reload) {
    this.files = List.copyOf(files);
    this.reload = reload;
    this.seen = look();
  }

  /** Starts watching on a thread of its own, until the process ends. */
  void start() {
    onHangUp(this::ask);
    Thread thread = new Thread(this, "braid-config-watch");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void run() {
    try {
      while (true) {
        if (waitForCause()) {
          reloadSafely();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void reloadSafely() {
    try {
      reload.run();
    } catch (RuntimeException e) {
      LOG.error("the configuration could not be read again", e);
    }
  }

  private boolean waitForCause() throws InterruptedException {
    synchronized (lock) {
      if (!isAsked) {
        lock.wait(INTERVAL.toMillis());
      }
      Map<Path, String> now = look();
      boolean isDue = isAsked || !now.equals(seen);
      isAsked = false;
      seen = now;
      return isDue;
    }
  }

  private void ask() {
    synchronized (lock) {
      isAsked = true;
      lock.notifyAll();
    }
  }

  private Map<Path, String> look() {
    Map<Path, String> states = new HashMap<>();
    for (Path file : files) {
      states.put(file, state(file));
    }
    return states;
  }

  private static String state(Path file) {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return found.lastModifiedTime() + " " + found.size() + " " + found.fileKey();
    } catch (IOException e) {
      return "missing";
    }
  }

  /** By reflection: javac warns of {@code sun.misc}, though nothing else tells of signals. */
  private static void onHangUp(Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              ConfigWatch.class.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) -> {
                action.run();
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), proxy);
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.info("SIGHUP does not reload here, a changed file does: {}", e.toString());
    }
  }
}
