/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.weave;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which supertypes a class has, found by reading class files as resources of its loader. Never
 * loads a class: that would change the order of the application's loading. Remembered per loader;
 * thread safe.
 */
final class Hierarchy {
  /** Types remembered per loader; some thousand candidates are already a large application. */
  private static final int MAX_REMEMBERED = 4_096;

  private static final String[] NOTHING = {};

  private final Map<ClassLoader, Known> knownByLoader = new WeakHashMap<>();

  /** The targets whose type the class is a subtype of. */
  List<WeaveTarget> confirm(
      ClassLoader loader, ClassOutline outline, List<WeaveTarget> candidates) {
    List<WeaveTarget> confirmed = new ArrayList<>(candidates.size());
    Set<String> supertypes = supertypes(loader, outline, isAboutJdkTypes(candidates));
    Known known = knownOf(loader);
    for (WeaveTarget target : candidates) {
      if (supertypes.contains(target.typeName) && known.hasMarker(loader, target.markerPath)) {
        confirmed.add(target);
      }
    }
    return confirmed;
  }

  /** True if the loader sees the marker class of the target, or it has none. */
  boolean hasMarker(ClassLoader loader, WeaveTarget target) {
    return knownOf(loader).hasMarker(loader, target.markerPath);
  }

  private Set<String> supertypes(ClassLoader loader, ClassOutline outline, boolean isWithJdk) {
    Known known = knownOf(loader);
    Set<String> seen = new HashSet<>();
    ArrayDeque<String> waiting = new ArrayDeque<>();
    seen.add(outline.name());
    add(outline.superNames(), seen, waiting);
    String next = waiting.poll();
    while (next != null) {
      // Above a type of the JDK stand only types of the JDK.
      if (isWithJdk || !next.startsWith("java/")) {
        add(known.superNames(loader, next), seen, waiting);
      }
      next = waiting.poll();
    }
    return seen;
  }

  private static void add(String[] names, Set<String> seen, ArrayDeque<String> waiting) {
    for (String name : names) {
      if (!name.equals("java/lang/Object") && seen.add(name)) {
        waiting.add(name);
      }
    }
  }

  private static boolean isAboutJdkTypes(List<WeaveTarget> candidates) {
    for (WeaveTarget target : candidates) {
      if (target.typeName.startsWith("java/") || target.typeName.startsWith("javax/sql/")) {
        return true;
      }
    }
    return false;
  }

  private Known knownOf(ClassLoader loader) {
    synchronized (knownByLoader) {
      Known known = knownByLoader.get(loader);
      if (known == null) {
        known = new Known();
        knownByLoader.put(loader, known);
      }
      return known;
    }
  }

  /** What is known through one loader; does not point to it, so that it can be unloaded. */
  private static final class Known {
    private final ConcurrentHashMap<String, String[]> superNames = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Boolean> markers = new ConcurrentHashMap<>();

    String[] superNames(ClassLoader loader, String internalName) {
      String[] names = superNames.get(internalName);
      if (names == null) {
        names = read(loader, internalName);
        if (superNames.size() >= MAX_REMEMBERED) {
          superNames.clear();
        }
        superNames.put(internalName, names);
      }
      return names;
    }

    boolean hasMarker(ClassLoader loader, @org.jspecify.annotations.Nullable String path) {
      if (path == null) {
        return true;
      }
      Boolean isThere = markers.get(path);
      if (isThere == null) {
        isThere = loader.getResource(path) != null;
        markers.put(path, isThere);
      }
      return isThere;
    }

    private static String[] read(ClassLoader loader, String internalName) {
      try (InputStream in = loader.getResourceAsStream(internalName.concat(".class"))) {
        if (in == null) {
          return NOTHING;
        }
        ClassOutline outline = ClassOutline.read(in.readAllBytes());
        return outline == null ? NOTHING : outline.superNames();
      } catch (IOException unreadable) {
        return NOTHING;
      }
    }
  }
}
