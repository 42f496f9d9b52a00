/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.weave;

import dev.braid.bootstrap.AdviceFailures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.bytecode.StackManipulation;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import net.bytebuddy.implementation.bytecode.assign.TypeCasting;
import net.bytebuddy.implementation.bytecode.constant.IntegerConstant;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.pool.TypePool;
import net.bytebuddy.utility.JavaConstant;

/** Advice read from the agent's class files under one renaming. Not thread safe. */
final class AdviceSource {
  private static final String BOOTSTRAP_CLASS = "dev.braid.bootstrap.IndyBootstrap";
  private static final String BOOTSTRAP_METHOD = "bootstrap";
  private static final String FAILURES = Type.getInternalName(AdviceFailures.class);

  private final ClassFileLocator locator;
  private final TypePool pool;
  private final Map<String, Advice> advices = new HashMap<>();

  AdviceSource(ClassBytes agentClasses, Rename rename) {
    this.locator = new Locator(agentClasses, rename);
    this.pool =
        new TypePool.Default.WithLazyResolution(
            new TypePool.CacheProvider.Simple(),
            locator,
            TypePool.Default.ReaderMode.FAST,
            new JdkTypes());
  }

  TypePool pool() {
    return pool;
  }

  Advice advice(WeaveTarget target) {
    String key = target.adviceName + '#' + target.id;
    Advice advice = advices.get(key);
    if (advice == null) {
      advice = read(target);
      advices.put(key, advice);
    }
    return advice;
  }

  private Advice read(WeaveTarget target) {
    TypeDescription type = pool.describe(target.adviceName).resolve();
    return Advice.withCustomMapping()
        .bootstrap(bootstrapMethod(), new Arguments(target.linkName(), target.id))
        .with(new Advice.AssignReturned.Factory())
        .to(type, locator)
        .withAssigner(CastingAssigner.INSTANCE)
        .withExceptionHandler(new CountFailure(target.id));
  }

  private static MethodDescription.InDefinedShape bootstrapMethod() {
    TypeDescription owner =
        TypeDescription.ForLoadedType.of(dev.braid.bootstrap.IndyBootstrap.class);
    for (MethodDescription.InDefinedShape method : owner.getDeclaredMethods()) {
      if (method.getName().equals(BOOTSTRAP_METHOD)) {
        return method;
      }
    }
    throw new IllegalStateException(BOOTSTRAP_CLASS + " has no " + BOOTSTRAP_METHOD);
  }

  /** Reads advice (and nothing of the woven application) from the agent's own class files. */
  private static final class Locator implements ClassFileLocator {
    private final ClassBytes agentClasses;
    private final Rename rename;

    Locator(ClassBytes agentClasses, Rename rename) {
      this.agentClasses = agentClasses;
      this.rename = rename;
    }

    @Override
    public Resolution locate(String name) throws IOException {
      byte[] bytes = agentClasses.bytesOf(name.replace('.', '/').concat(".class"));
      return bytes == null
          ? new Resolution.Illegal(name)
          : new Resolution.Explicit(rename.apply(bytes));
    }

    @Override
    public void close() {}
  }

  /** Types of {@code java.base} as they are loaded anyway. */
  private static final class JdkTypes implements TypePool {
    @Override
    public Resolution describe(String name) {
      if (name.startsWith("java.")) {
        try {
          return new Resolution.Simple(
              TypeDescription.ForLoadedType.of(Class.forName(name, false, null)));
        } catch (ClassNotFoundException notInBoot) {
          return new Resolution.Illegal(name);
        }
      }
      return new Resolution.Illegal(name);
    }

    @Override
    public void clear() {}
  }

  /** The constants that a woven call hands to the bootstrap method. */
  private static final class Arguments
      implements Advice.BootstrapArgumentResolver.Factory, Advice.BootstrapArgumentResolver {
    private final List<JavaConstant> constants = new ArrayList<>(2);

    Arguments(String linkName, int id) {
      constants.add(JavaConstant.Simple.ofLoaded(linkName));
      constants.add(JavaConstant.Simple.ofLoaded(id));
    }

    @Override
    public Advice.BootstrapArgumentResolver resolve(
        MethodDescription.InDefinedShape adviceMethod, boolean isExit) {
      return this;
    }

    @Override
    public List<JavaConstant> resolve(
        TypeDescription instrumentedType, MethodDescription instrumentedMethod) {
      return constants;
    }
  }

  /**
   * Hands values to advice with a cast where types differ, without asking how they relate: the
   * answer would need the application's type hierarchy, and a failed cast is caught like any
   * failure.
   */
  private static final class CastingAssigner implements Assigner {
    static final CastingAssigner INSTANCE = new CastingAssigner();

    @Override
    public StackManipulation assign(
        TypeDescription.Generic source, TypeDescription.Generic target, Typing typing) {
      TypeDescription from = source.asErasure();
      TypeDescription to = target.asErasure();
      if (from.equals(to)) {
        return StackManipulation.Trivial.INSTANCE;
      }
      if (from.isPrimitive() || to.isPrimitive()) {
        return Assigner.DEFAULT.assign(source, target, Typing.DYNAMIC);
      }
      return to.represents(Object.class) ? StackManipulation.Trivial.INSTANCE : TypeCasting.to(to);
    }
  }

  /** Counts what advice threw; the throwable is on the stack. */
  private static final class CountFailure extends StackManipulation.AbstractBase {
    private final int id;

    CountFailure(int id) {
      this.id = id;
    }

    @Override
    public Size apply(MethodVisitor method, Implementation.Context context) {
      Size size = IntegerConstant.forValue(id).apply(method, context);
      method.visitMethodInsn(
          Opcodes.INVOKESTATIC, FAILURES, "caught", "(Ljava/lang/Throwable;I)V", false);
      return size.aggregate(new Size(-2, 0));
    }
  }
}
