/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.bootstrap;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Holder classes in the boot loader that make woven calls for class files too old to use
 * invokedynamic. A holder's one method holds the invokedynamic instruction; since it belongs to no
 * application, the application's loader goes along as a number. Thread safe.
 */
public final class OldCalls {
  /** Loaders with old classes; one for each deployment of a server is plenty. */
  private static final int MAX_LOADERS = 1_024;

  private static final String PREFIX = "dev/braid/bootstrap/OldCall$";

  private static final List<WeakReference<ClassLoader>> LOADERS = new ArrayList<>();

  private static final AtomicInteger HOLDERS = new AtomicInteger();

  private OldCalls() {}

  /** Internal name of the next holder. */
  public static String nextName() {
    return PREFIX + HOLDERS.incrementAndGet();
  }

  /** Defines a holder, whose package is this one. */
  public static Class<?> define(byte[] classFile) throws IllegalAccessException {
    return MethodHandles.lookup().defineClass(classFile);
  }

  /** The number of a loader. */
  public static int numberOf(ClassLoader loader) {
    synchronized (LOADERS) {
      for (int i = 0; i < LOADERS.size(); i++) {
        if (LOADERS.get(i).get() == loader) {
          return i;
        }
      }
      if (LOADERS.size() == MAX_LOADERS) {
        throw new IllegalStateException("more than " + MAX_LOADERS + " loaders with old classes");
      }
      LOADERS.add(new WeakReference<>(loader));
      return LOADERS.size() - 1;
    }
  }

  /** Links the call in a holder. */
  public static CallSite bootstrap(
      MethodHandles.Lookup caller,
      String method,
      MethodType type,
      String adviceClass,
      int id,
      int loaderNumber) {
    return IndyBootstrap.site(loader(loaderNumber), method, type, adviceClass, id);
  }

  private static @Nullable ClassLoader loader(int number) {
    synchronized (LOADERS) {
      return LOADERS.get(number).get();
    }
  }
}
