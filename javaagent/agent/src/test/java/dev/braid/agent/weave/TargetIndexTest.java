/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TargetIndexTest {
  private final ClassLoader loader = TargetIndexTest.class.getClassLoader();

  @Test
  void subtype_isFoundByMethodAndConfirmedByHierarchy() throws Exception {
    TargetIndex index = index(runMethodOf(WovenSubject.class.getName()));
    ClassOutline outline = outlineOf(DeepSubject.class);

    List<WeaveTarget> candidates = index.candidates(outline);

    assertThat(candidates).hasSize(1);
    assertThat(new Hierarchy().confirm(loader, outline, candidates)).hasSize(1);
  }

  @Test
  void sameMethodOfAnUnrelatedClass_isNotConfirmed() throws Exception {
    TargetIndex index = index(runMethodOf(WovenSubject.class.getName()));
    ClassOutline outline = outlineOf(Unrelated.class);

    List<WeaveTarget> candidates = index.candidates(outline);

    assertThat(candidates).hasSize(1);
    assertThat(new Hierarchy().confirm(loader, outline, candidates)).isEmpty();
  }

  @Test
  void abstractMethodOfAnInterface_isNoCandidate() throws Exception {
    TargetIndex index = index(runMethodOf(WovenSubject.class.getName()));

    assertThat(index.candidates(outlineOf(WovenSubject.class))).isEmpty();
  }

  @Test
  void missingMarker_keepsTheTargetAway() throws Exception {
    TargetIndex index =
        index(runMethodOf(WovenSubject.class.getName()).onlyIfLoaderHas("no.such.Type"));
    ClassOutline outline = outlineOf(DeepSubject.class);

    List<WeaveTarget> confirmed =
        new Hierarchy().confirm(loader, outline, index.candidates(outline));

    assertThat(confirmed).isEmpty();
  }

  @Test
  void jdkSupertypes_areFollowedWhereTheTargetIsOfTheJdk() throws Exception {
    TargetIndex index =
        index(Target.subtypeOf("java.util.Collection").method("size", "()I").advice("a.B"));
    ClassOutline outline = outlineOf(OwnList.class);

    List<WeaveTarget> confirmed =
        new Hierarchy().confirm(loader, outline, index.candidates(outline));

    assertThat(confirmed).hasSize(1);
  }

  @Test
  void renamedTarget_isFoundUnderBothNames() {
    TargetIndex index =
        index(
            Target.type("jakarta.a.B").methodNamed("c").advice("d.E").alsoAs("jakarta.", "javax."));

    assertThat(index.exactly("jakarta/a/B")).hasSize(1);
    assertThat(index.exactly("javax/a/B")).hasSize(1);
    assertThat(index.exactly("javax/a/B").get(0).linkName()).isEqualTo("d.E|jakarta.>javax.");
  }

  @Test
  void ignoredTypes_areToldByNameAlone() {
    IgnoredTypes ignored = new IgnoredTypes();

    assertThat(ignored.contains("org/springframework/core/io/Resource")).isTrue();
    assertThat(ignored.contains("com/acme/Service$$SpringCGLIB$$0")).isTrue();
    assertThat(ignored.contains("org/springframework/web/filter/OncePerRequestFilter")).isFalse();
    assertThat(ignored.contains("com/acme/Service$Inner")).isFalse();
    assertThat(ignored.contains("")).isFalse();
  }

  private static Target runMethodOf(String type) {
    return Target.subtypeOf(type)
        .method("run", "(Ljava/lang/Object;I)Ljava/lang/String;")
        .advice("a.B");
  }

  private static TargetIndex index(Target target) {
    return new TargetIndex(List.of(new OneTarget(target)));
  }

  private static ClassOutline outlineOf(Class<?> type) throws IOException {
    String path = "/" + type.getName().replace('.', '/') + ".class";
    try (InputStream in = type.getResourceAsStream(path)) {
      ClassOutline outline = in == null ? null : ClassOutline.read(in.readAllBytes());
      if (outline == null) {
        throw new AssertionError("no " + path);
      }
      return outline;
    }
  }

  private static final class OneTarget implements Instrumentation {
    private final Target target;

    OneTarget(Target target) {
      this.target = target;
    }

    @Override
    public String name() {
      return "one";
    }

    @Override
    public List<Target> targets() {
      return List.of(target);
    }
  }

  private abstract static class Middle implements WovenSubject {}

  private static final class DeepSubject extends Middle {
    @Override
    public String run(Object text, int times) {
      return text + "" + times;
    }
  }

  private static final class Unrelated {
    @SuppressWarnings("unused")
    public String run(Object text, int times) {
      return text + "" + times;
    }
  }

  private static final class OwnList extends java.util.AbstractList<String> {
    @Override
    public String get(int index) {
      return "";
    }

    @Override
    public int size() {
      return 0;
    }
  }
}
