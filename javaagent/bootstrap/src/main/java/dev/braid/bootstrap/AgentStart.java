/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.bootstrap;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Second half of the start, in the boot loader's copy: makes the isolated loader and hands over.
 */
public final class AgentStart {
  private static final String ASSEMBLY = "dev.braid.agent.AgentAssembly";

  private static @Nullable ClassLoader agentLoader;

  private AgentStart() {}

  /**
   * Starts the agent once; a second call (the agent named twice, or attached later) does nothing.
   *
   * @param jar path of the agent's own jar
   */
  public static synchronized void start(
      Instrumentation instrumentation, String jar, @Nullable String arguments) throws Throwable {
    if (agentLoader != null) {
      return;
    }
    IsolatedLoader loader = new IsolatedLoader(jar, "agent/", ClassLoader.getPlatformClassLoader());
    agentLoader = loader;
    Method start =
        Class.forName(ASSEMBLY, true, loader)
            .getMethod("start", Instrumentation.class, String.class);
    Context previous = Context.attach(Context.ROOT.suppress(Context.ALL));
    try {
      start.invoke(null, instrumentation, arguments);
    } catch (InvocationTargetException wrapped) {
      Throwable cause = wrapped.getCause();
      throw cause == null ? wrapped : cause;
    } finally {
      Context.restore(previous);
    }
  }

  /** The loader of the agent's own classes, or null before the start. */
  public static synchronized @Nullable ClassLoader agentLoader() {
    return agentLoader;
  }
}
