/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.weave;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All targets of all instrumentations, by the question that a class asks. Read-only once built. */
final class TargetIndex {
  private final Map<String, List<WeaveTarget>> exact = new HashMap<>();
  private final Map<String, List<WeaveTarget>> jdk = new HashMap<>();
  private final List<WeaveTarget> subtypes = new ArrayList<>();
  private final List<WeaveTarget> annotated = new ArrayList<>(1);
  private final Set<Integer> methodNameHashes = new HashSet<>();

  TargetIndex(List<Instrumentation> instrumentations) {
    for (int id = 0; id < instrumentations.size(); id++) {
      for (Target target : instrumentations.get(id).targets()) {
        for (WeaveTarget ready : WeaveTarget.of(target, id)) {
          add(ready);
        }
      }
    }
  }

  private void add(WeaveTarget target) {
    switch (target.match) {
      case EXACT:
        put(exact, target);
        break;
      case JDK:
        put(jdk, target);
        break;
      case ANNOTATED:
        annotated.add(target);
        break;
      case SUBTYPE:
        subtypes.add(target);
        for (Target.MethodPattern method : target.methods) {
          methodNameHashes.add(ClassOutline.hash(method.name));
        }
        break;
    }
  }

  private static void put(Map<String, List<WeaveTarget>> map, WeaveTarget target) {
    List<WeaveTarget> targets = map.get(target.typeName);
    if (targets == null) {
      targets = new ArrayList<>(2);
      map.put(target.typeName, targets);
    }
    targets.add(target);
  }

  /** Targets that name this class of an application; empty for most. */
  List<WeaveTarget> exactly(String internalName) {
    List<WeaveTarget> targets = exact.get(internalName);
    return targets == null ? Collections.emptyList() : targets;
  }

  /** Targets that name this class of the JDK; empty for most. */
  List<WeaveTarget> ofJdk(String internalName) {
    List<WeaveTarget> targets = jdk.get(internalName);
    return targets == null ? Collections.emptyList() : targets;
  }

  /** Targets whose annotation stands on methods of the class, each for just those methods. */
  List<WeaveTarget> annotatedIn(ClassOutline outline) {
    List<WeaveTarget> found = Collections.emptyList();
    for (WeaveTarget target : annotated) {
      List<Target.MethodPattern> methods = outline.methodsAnnotated(target.typeName);
      if (!methods.isEmpty()) {
        found = found.isEmpty() ? new ArrayList<>(1) : found;
        found.add(target.forMethods(methods));
      }
    }
    return found;
  }

  /** Subtype targets of which the class declares a method, whatever its supertypes are. */
  List<WeaveTarget> candidates(ClassOutline outline) {
    List<WeaveTarget> found = Collections.emptyList();
    for (int i = 0; i < outline.methodCount(); i++) {
      if (!methodNameHashes.contains(outline.methodNameHash(i)) || !outline.hasBody(i)) {
        continue;
      }
      String name = outline.methodName(i);
      String descriptor = outline.methodDescriptor(i);
      for (WeaveTarget target : subtypes) {
        if (target.matches(name, descriptor) && !found.contains(target)) {
          found = found.isEmpty() ? new ArrayList<>(2) : found;
          found.add(target);
        }
      }
    }
    return found;
  }
}
