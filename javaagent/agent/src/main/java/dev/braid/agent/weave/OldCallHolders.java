/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.weave;

import dev.braid.bootstrap.OldCalls;
import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** Generates the holder classes of {@link OldCalls}, one for each call and loader. Thread safe. */
final class OldCallHolders {
  private static final Handle BOOTSTRAP =
      new Handle(
          Opcodes.H_INVOKESTATIC,
          "dev/braid/bootstrap/OldCalls",
          "bootstrap",
          "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;"
              + "Ljava/lang/String;II)Ljava/lang/invoke/CallSite;",
          false);

  private final Map<String, String> holders = new HashMap<>();

  /** Internal name of the class whose static method makes this call. */
  synchronized String holder(
      ClassLoader loader, String method, String descriptor, String linkName, int id) {
    int loaderNumber = OldCalls.numberOf(loader);
    String key = loaderNumber + "/" + id + "/" + linkName + "/" + method + descriptor;
    String holder = holders.get(key);
    if (holder == null) {
      holder = OldCalls.nextName();
      define(holder, method, descriptor, linkName, id, loaderNumber);
      holders.put(key, holder);
    }
    return holder;
  }

  private static void define(
      String holder, String method, String descriptor, String linkName, int id, int loaderNumber) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL;
    writer.visit(Opcodes.V11, access, holder, null, "java/lang/Object", null);
    MethodVisitor call =
        writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, method, descriptor, null, null);
    call.visitCode();
    int local = 0;
    for (Type argument : Type.getArgumentTypes(descriptor)) {
      call.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), local);
      local += argument.getSize();
    }
    call.visitInvokeDynamicInsn(method, descriptor, BOOTSTRAP, linkName, id, loaderNumber);
    call.visitInsn(Type.getReturnType(descriptor).getOpcode(Opcodes.IRETURN));
    call.visitMaxs(0, 0);
    call.visitEnd();
    writer.visitEnd();
    try {
      OldCalls.define(writer.toByteArray());
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
