/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.weave;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@link Target} made ready for matching: renamed, numbered, in internal names. Immutable. */
final class WeaveTarget {
  private static final char RENAME_MARK = '|';

  final Target.Match match;

  /** Number of the instrumentation, for {@code AdviceFailures}. */
  final int id;

  /** Internal name of the type that is meant. */
  final String typeName;

  final List<Target.MethodPattern> methods;
  final String adviceName;
  final Rename rename;
  final @Nullable String markerPath;

  private WeaveTarget(Target target, int id, Rename rename) {
    this.match = target.match;
    this.id = id;
    this.typeName = rename.apply(target.typeName).replace('.', '/');
    this.adviceName = target.adviceName;
    this.rename = rename;
    this.markerPath =
        target.markerName == null
            ? null
            : rename.apply(target.markerName).replace('.', '/').concat(".class");
    this.methods = new ArrayList<>(target.methods.size());
    for (Target.MethodPattern method : target.methods) {
      methods.add(
          new Target.MethodPattern(method.name, rename.apply(method.descriptor), method.isWhole));
    }
  }

  /** The target itself, and its renamed twin if it has one. */
  static List<WeaveTarget> of(Target target, int id) {
    List<WeaveTarget> targets = new ArrayList<>(2);
    targets.add(new WeaveTarget(target, id, Rename.NONE));
    if (target.renameFrom != null && target.renameTo != null) {
      targets.add(new WeaveTarget(target, id, new Rename(target.renameFrom, target.renameTo)));
    }
    return targets;
  }

  private WeaveTarget(WeaveTarget target, List<Target.MethodPattern> methods) {
    this.match = target.match;
    this.id = target.id;
    this.typeName = target.typeName;
    this.methods = methods;
    this.adviceName = target.adviceName;
    this.rename = target.rename;
    this.markerPath = target.markerPath;
  }

  /** The same for exactly these methods. */
  WeaveTarget forMethods(List<Target.MethodPattern> found) {
    return new WeaveTarget(this, found);
  }

  /** True if one of the patterns is for this method. */
  boolean matches(String methodName, String descriptor) {
    for (Target.MethodPattern method : methods) {
      if (method.matches(methodName, descriptor)) {
        return true;
      }
    }
    return false;
  }

  /** What woven code hands to the linker: the advice class, and the renaming if any. */
  String linkName() {
    return rename == Rename.NONE ? adviceName : adviceName + RENAME_MARK + rename;
  }

  /** The advice class in a {@link #linkName}. */
  static String adviceNameIn(String linkName) {
    int mark = linkName.indexOf(RENAME_MARK);
    return mark < 0 ? linkName : linkName.substring(0, mark);
  }

  /** The renaming in a {@link #linkName}. */
  static Rename renameIn(String linkName) {
    int mark = linkName.indexOf(RENAME_MARK);
    return mark < 0 ? Rename.NONE : Rename.parse(linkName.substring(mark + 1));
  }
}
