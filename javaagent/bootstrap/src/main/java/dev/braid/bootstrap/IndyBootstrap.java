/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.bootstrap;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bootstrap method of every woven call. Woven code names the instrumentation by id and the
 * advice by class and method; the agent's {@link Linker} finds the handle. Linking never fails: a
 * call that cannot be linked, or whose instrumentation is switched off, does nothing.
 */
public final class IndyBootstrap {
  /** Sites of one instrumentation between two sweeps for unloaded ones. */
  private static final int SITES_PER_SWEEP = 64;

  private static final Object LOCK = new Object();

  /** Sites by instrumentation id; weak, since only the call site's class may hold its site. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  private static final @Nullable List<WeakReference<MutableCallSite>>[] SITES =
      new List[AdviceFailures.MAX_INSTRUMENTATIONS];

  private static final boolean[] OFF = new boolean[AdviceFailures.MAX_INSTRUMENTATIONS];

  private static volatile @Nullable Linker linker;

  private IndyBootstrap() {}

  /** Sets who finds advice; once, at start. */
  public static void link(@Nullable Linker newLinker) {
    linker = newLinker;
  }

  /**
   * Links one woven call.
   *
   * @param adviceClass name of the class that holds the advice
   * @param id number of the instrumentation
   */
  public static CallSite bootstrap(
      MethodHandles.Lookup caller, String method, MethodType type, String adviceClass, int id) {
    return site(caller.lookupClass().getClassLoader(), method, type, adviceClass, id);
  }

  static CallSite site(
      @Nullable ClassLoader loader, String method, MethodType type, String adviceClass, int id) {
    MethodHandle handle = find(loader, method, type, adviceClass, id);
    if (handle == null) {
      return new ConstantCallSite(nothing(type));
    }
    MutableCallSite site = new MutableCallSite(handle);
    synchronized (LOCK) {
      if (OFF[id]) {
        return new ConstantCallSite(nothing(type));
      }
      List<WeakReference<MutableCallSite>> sites = SITES[id];
      if (sites == null) {
        sites = new ArrayList<>();
        SITES[id] = sites;
      }
      if (sites.size() % SITES_PER_SWEEP == SITES_PER_SWEEP - 1) {
        sweep(sites);
      }
      sites.add(new WeakReference<>(site));
    }
    return site;
  }

  /** Forgets sites whose classes are unloaded, so that redeployments do not pile up. */
  private static void sweep(List<WeakReference<MutableCallSite>> sites) {
    for (int i = sites.size() - 1; i >= 0; i--) {
      if (sites.get(i).get() == null) {
        sites.remove(i);
      }
    }
  }

  /** Relinks all calls of an instrumentation to nothing, for good. */
  public static void switchOff(int id) {
    List<MutableCallSite> changed = new ArrayList<>();
    synchronized (LOCK) {
      OFF[id] = true;
      List<WeakReference<MutableCallSite>> sites = SITES[id];
      if (sites == null) {
        return;
      }
      for (WeakReference<MutableCallSite> reference : sites) {
        MutableCallSite site = reference.get();
        if (site != null) {
          site.setTarget(nothing(site.type()));
          changed.add(site);
        }
      }
      SITES[id] = null;
    }
    MutableCallSite.syncAll(changed.toArray(new MutableCallSite[0]));
  }

  private static @Nullable MethodHandle find(
      @Nullable ClassLoader loader, String method, MethodType type, String adviceClass, int id) {
    Linker current = linker;
    if (current == null) {
      return null;
    }
    try {
      MethodHandle handle = current.find(loader, method, type, adviceClass, id);
      return handle == null ? null : handle.asType(type);
    } catch (Throwable failure) {
      AdviceFailures.caught(failure, id);
      return null;
    }
  }

  private static MethodHandle nothing(MethodType type) {
    return MethodHandles.empty(type);
  }

  /** Finds the method handle of an advice. */
  public interface Linker {
    /** The handle, or null if this call shall do nothing. */
    @Nullable MethodHandle find(
        @Nullable ClassLoader loader, String method, MethodType type, String adviceClass, int id)
        throws Throwable;
  }
}
