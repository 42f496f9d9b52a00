/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.weave;

import dev.braid.bootstrap.IndyBootstrap;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds advice for woven calls, through one helper loader for each application loader and family.
 * The table here is weak in key and value: only call sites keep helper loaders alive, so an
 * undeployed application can be unloaded. Thread safe.
 */
public final class AdviceLinker implements IndyBootstrap.Linker {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.publicLookup();

  private final ClassBytes agentClasses;
  private final ClassLoader agentLoader;
  private final Map<@Nullable ClassLoader, Map<String, WeakReference<HelperLoader>>> helpers =
      new WeakHashMap<>();

  public AdviceLinker(ClassBytes agentClasses, ClassLoader agentLoader) {
    this.agentClasses = agentClasses;
    this.agentLoader = agentLoader;
  }

  @Override
  public MethodHandle find(
      @Nullable ClassLoader loader, String method, MethodType type, String linkName, int id)
      throws Throwable {
    String adviceName = WeaveTarget.adviceNameIn(linkName);
    HelperLoader helper = helper(loader, adviceName, WeaveTarget.renameIn(linkName));
    Class<?> advice = helper.loadClass(adviceName);
    try {
      return LOOKUP.findStatic(advice, method, type);
    } catch (NoSuchMethodException withErasedTypes) {
      return byName(advice, method);
    }
  }

  private static MethodHandle byName(Class<?> advice, String name)
      throws ReflectiveOperationException {
    for (Method method : advice.getMethods()) {
      if (method.getName().equals(name)) {
        return LOOKUP.unreflect(method);
      }
    }
    throw new NoSuchMethodException(advice.getName() + "." + name);
  }

  private synchronized HelperLoader helper(
      @Nullable ClassLoader loader, String adviceName, Rename rename) {
    Map<String, WeakReference<HelperLoader>> ofLoader = helpers.get(loader);
    if (ofLoader == null) {
      ofLoader = new HashMap<>();
      helpers.put(loader, ofLoader);
    }
    String family = adviceName.substring(0, adviceName.lastIndexOf('.') + 1);
    String key = family + rename;
    WeakReference<HelperLoader> reference = ofLoader.get(key);
    HelperLoader helper = reference == null ? null : reference.get();
    if (helper == null) {
      helper = new HelperLoader(loader, agentClasses, agentLoader, family, rename);
      ofLoader.put(key, new WeakReference<>(helper));
    }
    return helper;
  }
}
