/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.weave;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The one transformer of the agent. Most classes leave after a look at their name; the rest after
 * one pass over their methods; only what is left is asked for its supertypes and woven.
 *
 * <pre>
 * name ignored? ──▶ exact name? ──▶ method named so? ──▶ subtype? marker? ──▶ weave
 * </pre>
 *
 * Never throws and never loads application classes. Called by any thread, also within itself.
 */
public final class WeavingTransformer implements ClassFileTransformer {
  private final TargetIndex index;
  private final ClassBytes agentClasses;
  private final ClassLoader agentLoader;
  private final IgnoredTypes ignored = new IgnoredTypes();
  private final OtherAgents otherAgents = new OtherAgents();
  private final Hierarchy hierarchy = new Hierarchy();
  private final AtomicInteger wovenCount = new AtomicInteger();
  private final AtomicInteger failedCount = new AtomicInteger();
  private volatile @Nullable Throwable firstFailure;
  private @Nullable AdviceWeaver weaver;

  public WeavingTransformer(
      List<Instrumentation> instrumentations, ClassBytes agentClasses, ClassLoader agentLoader) {
    this.index = new TargetIndex(instrumentations);
    this.agentClasses = agentClasses;
    this.agentLoader = agentLoader;
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String className,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] bytes) {
    if (className == null) {
      return null;
    }
    try {
      List<WeaveTarget> targets = targetsFor(loader, className, bytes);
      if (targets.isEmpty()) {
        return null;
      }
      byte[] woven = weaver().weave(className, loader, bytes, targets);
      if (woven != null) {
        wovenCount.incrementAndGet();
      }
      return woven;
    } catch (Throwable failure) {
      failed(className, failure);
      return null;
    }
  }

  private void failed(String className, Throwable failure) {
    if (failedCount.incrementAndGet() == 1) {
      firstFailure = failure;
      System.err.println(
          "[braid] could not weave " + className + ", it stays as it is: " + failure);
      FailureLines.trace(failure);
    }
  }

  /** What shall be woven into this class; empty for most. */
  private List<WeaveTarget> targetsFor(
      @Nullable ClassLoader loader, String className, byte[] bytes) {
    if (loader == null || isPlatform(loader)) {
      return index.ofJdk(className);
    }
    if (loader == agentLoader || loader instanceof HelperLoader) {
      return Collections.emptyList();
    }
    otherAgents.loaded(className);
    List<WeaveTarget> exact = withMarker(loader, index.exactly(className));
    if (ignored.contains(className)) {
      return exact;
    }
    ClassOutline outline = ClassOutline.read(bytes);
    List<WeaveTarget> candidates =
        outline == null ? Collections.emptyList() : index.candidates(outline);
    List<WeaveTarget> annotated =
        outline == null ? Collections.emptyList() : index.annotatedIn(outline);
    if (outline == null || (candidates.isEmpty() && annotated.isEmpty())) {
      return exact;
    }
    List<WeaveTarget> targets = hierarchy.confirm(loader, outline, candidates);
    targets.addAll(exact);
    targets.addAll(annotated);
    return targets;
  }

  private List<WeaveTarget> withMarker(ClassLoader loader, List<WeaveTarget> targets) {
    if (targets.isEmpty()) {
      return targets;
    }
    List<WeaveTarget> kept = new ArrayList<>(targets.size());
    for (WeaveTarget target : targets) {
      if (hierarchy.hasMarker(loader, target)) {
        kept.add(target);
      }
    }
    return kept;
  }

  /** True if the loaded class may have targets; asked before it is retransformed. */
  boolean mayWant(Class<?> loaded) {
    String name = loaded.getName().replace('.', '/');
    ClassLoader loader = loaded.getClassLoader();
    if (loader == null || isPlatform(loader)) {
      return !index.ofJdk(name).isEmpty();
    }
    otherAgents.loaded(name);
    return loader != agentLoader
        && !(loader instanceof HelperLoader)
        && (!index.exactly(name).isEmpty() || !ignored.contains(name));
  }

  /** Classes woven so far, and how often weaving one failed. */
  public int wovenCount() {
    return wovenCount.get();
  }

  public int failedCount() {
    return failedCount.get();
  }

  /** The first failure to weave, for {@code braid doctor}. */
  public @Nullable Throwable firstFailure() {
    return firstFailure;
  }

  private static boolean isPlatform(ClassLoader loader) {
    return loader == ClassLoader.getPlatformClassLoader();
  }

  /** Byte Buddy is loaded only now, at the first match. */
  private synchronized AdviceWeaver weaver() {
    AdviceWeaver ready = weaver;
    if (ready == null) {
      ready = new AdviceWeaver(agentClasses);
      weaver = ready;
    }
    return ready;
  }
}
