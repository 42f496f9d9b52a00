/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.weave;

import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Turns invokedynamic into calls of a generated boot class, for class files older than version 51
 * (JDBC drivers of the last decade), which may not use it.
 */
final class OldClassCalls extends MethodVisitor {
  private final OldCallHolders holders;
  private final ClassLoader loader;

  OldClassCalls(MethodVisitor next, OldCallHolders holders, ClassLoader loader) {
    super(Opcodes.ASM9, next);
    this.holders = holders;
    this.loader = loader;
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrap, Object... arguments) {
    String erased = erase(descriptor);
    String holder =
        holders.holder(loader, name, erased, (String) arguments[0], (Integer) arguments[1]);
    super.visitMethodInsn(Opcodes.INVOKESTATIC, holder, name, erased, false);
    Type returned = Type.getReturnType(descriptor);
    if (returned.getSort() >= Type.ARRAY
        && !returned.getInternalName().equals("java/lang/Object")) {
      super.visitTypeInsn(Opcodes.CHECKCAST, returned.getInternalName());
    }
  }

  /** All references as Object: the boot class cannot see the application's types. */
  private static String erase(String descriptor) {
    StringBuilder erased = new StringBuilder("(");
    for (Type argument : Type.getArgumentTypes(descriptor)) {
      erased.append(erase(argument));
    }
    return erased.append(')').append(erase(Type.getReturnType(descriptor))).toString();
  }

  private static String erase(Type type) {
    return type.getSort() >= Type.ARRAY ? "Ljava/lang/Object;" : type.getDescriptor();
  }
}
