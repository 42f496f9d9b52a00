/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ClassOutlineTest {
  private static final long SEED = 42;

  @Test
  void namesAndSupertypes_areThoseOfTheClass() throws Exception {
    ClassOutline outline = outlineOf(ArrayList.class);

    assertThat(outline.name()).isEqualTo("java/util/ArrayList");
    assertThat(outline.superNames())
        .containsExactly(
            "java/util/AbstractList",
            "java/util/List",
            "java/util/RandomAccess",
            "java/lang/Cloneable",
            "java/io/Serializable");
    assertThat(outline.isInterface()).isFalse();
    assertThat(outlineOf(List.class).isInterface()).isTrue();
  }

  @Test
  void rootClass_hasNoSupertypes() throws Exception {
    assertThat(outlineOf(Object.class).superNames()).isEmpty();
  }

  @Test
  void methods_areAllListed_withHashesOfTheirNames() throws Exception {
    ClassOutline outline = outlineOf(ArrayList.class);
    List<String> methods = new ArrayList<>();

    for (int i = 0; i < outline.methodCount(); i++) {
      methods.add(outline.methodName(i) + outline.methodDescriptor(i));
      assertThat(outline.methodNameHash(i)).isEqualTo(ClassOutline.hash(outline.methodName(i)));
    }

    assertThat(methods)
        .contains("add(ILjava/lang/Object;)V", "<init>(I)V", "size()I")
        .hasSizeGreaterThanOrEqualTo(ArrayList.class.getDeclaredMethods().length);
  }

  @Test
  void truncatedOrBrokenClassFiles_areRefusedOrRead_butNeverThrow() throws Exception {
    byte[] whole = bytesOf(ArrayList.class);
    Random random = new Random(SEED);
    int refused = 0;

    for (int length = 0; length < 300; length++) {
      assertThat(ClassOutline.read(Arrays.copyOf(whole, length))).isNull();
    }
    for (int i = 0; i < 2_000; i++) {
      byte[] broken = whole.clone();
      for (int j = 0; j < 20; j++) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt();
      }
      refused += ClassOutline.read(broken) == null ? 1 : 0;
    }

    assertThat(refused).as("seed " + SEED).isPositive();
  }

  private static ClassOutline outlineOf(Class<?> type) throws IOException {
    ClassOutline outline = ClassOutline.read(bytesOf(type));
    if (outline == null) {
      throw new AssertionError(type + " was refused");
    }
    return outline;
  }

  private static byte[] bytesOf(Class<?> type) throws IOException {
    String path = "/" + type.getName().replace('.', '/') + ".class";
    try (InputStream in = type.getResourceAsStream(path)) {
      if (in == null) {
        throw new AssertionError("no " + path);
      }
      return in.readAllBytes();
    }
  }
}
