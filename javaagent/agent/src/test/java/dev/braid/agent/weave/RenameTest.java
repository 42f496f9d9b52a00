/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;

final class RenameTest {
  private static final Rename TO_JAVAX = new Rename("jakarta.", "javax.");

  @Test
  void namesAndDescriptors_areRenamedInBothForms() {
    assertThat(TO_JAVAX.apply("jakarta.servlet.Filter")).isEqualTo("javax.servlet.Filter");
    assertThat(TO_JAVAX.apply("(Ljakarta/servlet/Filter;)V"))
        .isEqualTo("(Ljavax/servlet/Filter;)V");
    assertThat(Rename.NONE.apply("jakarta.servlet.Filter")).isEqualTo("jakarta.servlet.Filter");
  }

  @Test
  void classFile_isRenamedInItsConstants_andStaysReadable() {
    ClassWriter writer = new ClassWriter(0);
    String[] interfaces = {"jakarta/servlet/Filter"};
    writer.visit(Opcodes.V11, Opcodes.ACC_PUBLIC, "a/B", null, "jakarta/x/Base", interfaces);
    writer.visitField(Opcodes.ACC_STATIC, "wide", "J", null, Long.MAX_VALUE).visitEnd();
    writer
        .visitField(Opcodes.ACC_STATIC, "text", "Ljava/lang/String;", null, "ä \0 jakarta.b")
        .visitEnd();
    writer.visitEnd();

    byte[] renamed = TO_JAVAX.apply(writer.toByteArray());

    ClassReader reader = new ClassReader(renamed);
    assertThat(reader.getSuperName()).isEqualTo("javax/x/Base");
    assertThat(reader.getInterfaces()).containsExactly("javax/servlet/Filter");
    assertThat(reader.getClassName()).isEqualTo("a/B");
  }

  @Test
  void textForm_isParsedBack() {
    assertThat(Rename.parse(TO_JAVAX.toString()).apply("jakarta.a")).isEqualTo("javax.a");
  }
}
