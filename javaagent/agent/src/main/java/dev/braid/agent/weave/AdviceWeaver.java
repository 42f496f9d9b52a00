/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.weave;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.dynamic.scaffold.TypeInitializer;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/**
 * Weaves advice into class files. Of Byte Buddy it uses only {@link Advice}, as a method visitor
 * between an own reader and writer: no type pool, method graph or validation of the woven class,
 * and methods without advice are copied as they are. Thread safe.
 */
final class AdviceWeaver {
  /** The first class file version with invokedynamic. */
  private static final int FIRST_WITH_INDY = 51;

  private final ClassBytes agentClasses;
  private final OldCallHolders oldCalls = new OldCallHolders();
  private final Map<String, AdviceSource> sources = new HashMap<>();

  AdviceWeaver(ClassBytes agentClasses) {
    this.agentClasses = agentClasses;
  }

  /** The woven class file, or null if no method of the class matched. */
  byte @Nullable [] weave(
      String className, @Nullable ClassLoader loader, byte[] bytes, List<WeaveTarget> targets) {
    ClassReader reader = new ClassReader(bytes);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    WovenClass woven = new WovenClass(writer, className, loader, bytes, reader, targets);
    reader.accept(woven, ClassReader.EXPAND_FRAMES);
    return woven.isChanged ? writer.toByteArray() : null;
  }

  private synchronized Advice advice(WeaveTarget target) {
    String key = target.rename.toString();
    AdviceSource source = sources.get(key);
    if (source == null) {
      source = new AdviceSource(agentClasses, target.rename);
      sources.put(key, source);
    }
    return source.advice(target);
  }

  private synchronized TypePool pool(WeaveTarget target) {
    AdviceSource source = sources.get(target.rename.toString());
    if (source == null) {
      throw new IllegalStateException("advice is asked for first");
    }
    return source.pool();
  }

  /** Passes one class through, putting advice around the methods that match. */
  private final class WovenClass extends ClassVisitor {
    private final List<WeaveTarget> targets;
    private final WovenType type;
    private final Implementation.Context context;
    private final @Nullable ClassLoader loader;
    private final boolean hasIndy;
    boolean isChanged;

    WovenClass(
        ClassVisitor next,
        String className,
        @Nullable ClassLoader loader,
        byte[] bytes,
        ClassReader reader,
        List<WeaveTarget> targets) {
      super(Opcodes.ASM9, next);
      this.targets = targets;
      this.loader = loader;
      this.type = Descriptions.ofWoven(className.replace('/', '.'), reader.getAccess());
      ClassFileVersion version = ClassFileVersion.ofClassFile(bytes);
      this.hasIndy = version.getMajorVersion() >= FIRST_WITH_INDY;
      this.context =
          Implementation.Context.Disabled.Factory.INSTANCE.make(
              type,
              NoAuxiliaryTypes.INSTANCE,
              TypeInitializer.None.INSTANCE,
              version,
              version,
              Implementation.Context.FrameGeneration.DISABLED);
    }

    @Override
    @SuppressWarnings("NullAway") // ASM says null for no signature and no value.
    public FieldVisitor visitField(
        int access, String name, String descriptor, String signature, Object value) {
      type.addField(access, name, Descriptions.ofField(descriptor));
      return super.visitField(access, name, descriptor, signature, value);
    }

    @Override
    @SuppressWarnings("NullAway") // ASM says null for no signature and no exceptions.
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
      if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0) {
        return method;
      }
      List<WeaveTarget> wanted = wanted(name, descriptor);
      if (wanted.isEmpty()) {
        return method;
      }
      isChanged = true;
      MethodVisitor woven =
          hasIndy || loader == null ? method : new OldClassCalls(method, oldCalls, loader);
      for (WeaveTarget target : wanted) {
        woven =
            advice(target)
                .wrap(
                    type,
                    Descriptions.ofMethod(type, access, name, descriptor),
                    woven,
                    context,
                    pool(target),
                    ClassWriter.COMPUTE_MAXS,
                    ClassReader.EXPAND_FRAMES);
      }
      return woven;
    }

    private List<WeaveTarget> wanted(String name, String descriptor) {
      List<WeaveTarget> wanted = new ArrayList<>(1);
      for (WeaveTarget target : targets) {
        if (target.matches(name, descriptor)) {
          wanted.add(target);
        }
      }
      return wanted;
    }
  }
}
