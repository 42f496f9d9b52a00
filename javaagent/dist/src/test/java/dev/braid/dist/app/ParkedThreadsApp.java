/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.dist.app;

import dev.braid.bootstrap.Context;
import java.lang.reflect.Method;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Parks many virtual threads and prints the heap bytes that each takes: {@code bytes N}. Arguments:
 * how many, and {@code inside} to start them with a context. Prints {@code no virtual threads}
 * where the JDK has none.
 */
public final class ParkedThreadsApp {
  private static final int FIRST_WITH_VIRTUAL_THREADS = 21;
  private static final int COLLECTIONS = 3;

  private ParkedThreadsApp() {}

  public static void main(String[] arguments) throws Exception {
    if (Runtime.version().feature() < FIRST_WITH_VIRTUAL_THREADS) {
      System.out.println("no virtual threads");
      return;
    }
    int count = Integer.parseInt(arguments[0]);
    boolean isInside = arguments[1].equals("inside");
    Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
    Thread[] threads = new Thread[count];
    park(start, new Thread[100], isInside);
    long before = usedBytes();
    park(start, threads, isInside);
    long after = usedBytes();
    System.out.println("bytes " + (after - before) / count);
    System.exit(0);
  }

  private static void park(Method start, Thread[] threads, boolean isInside) throws Exception {
    CountDownLatch parked = new CountDownLatch(threads.length);
    AtomicInteger withContext = new AtomicInteger();
    Starter starter = isInside ? new InContext() : Starter.PLAIN;
    for (int i = 0; i < threads.length; i++) {
      Runnable task =
          () -> {
            parked.countDown();
            LockSupport.park(withContext);
          };
      threads[i] = starter.start(start, task);
    }
    parked.await();
  }

  private interface Starter {
    Starter PLAIN = (start, task) -> (Thread) start.invoke(null, task);

    Thread start(Method start, Runnable task) throws Exception;
  }

  /** Apart, so that the boot class is asked for only where the agent brings it. */
  private static final class InContext implements Starter {
    private final Context context = Context.ROOT.withSpan("span");

    @Override
    public Thread start(Method start, Runnable task) throws Exception {
      Context previous = Context.attach(context);
      try {
        return (Thread) start.invoke(null, task);
      } finally {
        Context.restore(previous);
      }
    }
  }

  private static long usedBytes() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
