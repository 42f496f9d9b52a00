/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.weave;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Defines the advice classes of one family for one application loader, so that they see both the
 * agent and the library. Order: the family's own classes, other classes of the agent, then the
 * application.
 */
final class HelperLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private static final String DESCRIPTOR_SUFFIX = "Instrumentation";

  private final ClassBytes agentClasses;
  private final ClassLoader agentLoader;
  private final String familyPrefix;
  private final Rename rename;

  HelperLoader(
      @Nullable ClassLoader application,
      ClassBytes agentClasses,
      ClassLoader agentLoader,
      String familyPrefix,
      Rename rename) {
    super("braid-advice", application);
    this.agentClasses = agentClasses;
    this.agentLoader = agentLoader;
    this.familyPrefix = familyPrefix;
    this.rename = rename;
  }

  @Override
  protected Class<?> loadClass(String name, boolean isResolved) throws ClassNotFoundException {
    if (!name.startsWith("dev.braid.")) {
      return super.loadClass(name, isResolved);
    }
    if (!name.startsWith(familyPrefix) || name.endsWith(DESCRIPTOR_SUFFIX)) {
      return agentLoader.loadClass(name);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    try {
      byte[] bytes = agentClasses.bytesOf(name.replace('.', '/').concat(".class"));
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] renamed = rename.apply(bytes);
      return defineClass(name, renamed, 0, renamed.length);
    } catch (IOException failure) {
      throw new ClassNotFoundException(name, failure);
    }
  }
}
