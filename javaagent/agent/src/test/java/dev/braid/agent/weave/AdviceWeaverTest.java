/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.bootstrap.AdviceFailures;
import dev.braid.bootstrap.IndyBootstrap;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AdviceWeaverTest {
  private static final String NAME = "sample.Subject";
  private static final String ADVICE = "dev.braid.agent.instrumentation.probe.ProbeAdvice";

  private final ClassBytes classes = AdviceWeaverTest::bytesOf;

  @BeforeEach
  void link() {
    Probe.reset();
    IndyBootstrap.link(new AdviceLinker(classes, AdviceWeaverTest.class.getClassLoader()));
  }

  @AfterEach
  void unlink() {
    IndyBootstrap.link(null);
  }

  /** 48 is Java 1.4: no invokedynamic (51) and no frames (50) there. */
  @ParameterizedTest
  @ValueSource(ints = {48, 49, 50, 51, 52, 55, 61})
  void advice_surroundsTheMethod_inClassFilesOfAnyAge(int version) throws Exception {
    WovenSubject subject = define(weave(subject(version), 1));

    String result = subject.run("a", 1);

    assertThat(result).isEqualTo("a");
    assertThat(Probe.reports())
        .containsExactly("enter a", "exit state of a returned a thrown null");
  }

  @ParameterizedTest
  @ValueSource(ints = {48, 50, 61})
  void thrownException_isSeenAndReachesTheCaller(int version) throws Exception {
    WovenSubject subject = define(weave(subject(version), 1));

    assertThatThrownBy(() -> subject.run("a", 0)).isInstanceOf(IllegalStateException.class);

    assertThat(Probe.reports())
        .containsExactly(
            "enter a", "exit state of a returned null thrown java.lang.IllegalStateException");
  }

  @ParameterizedTest
  @ValueSource(ints = {48, 61})
  void failingAdvice_isCountedAndChangesNothing(int version) throws Exception {
    int id = version;
    WovenSubject subject = define(weave(subject(version), id));
    Probe.isFailing = true;

    String result = subject.run("a", 1);

    assertThat(result).isEqualTo("a");
    assertThat(AdviceFailures.countOf(id)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 61})
  void adviceThatKeepsFailing_isSwitchedOff(int version) throws Exception {
    int id = version + 30;
    WovenSubject subject = define(weave(subject(version), id));
    Probe.isFailing = true;
    for (int i = 0; i < AdviceFailures.LIMIT; i++) {
      subject.run("a", 1);
    }
    Probe.isFailing = false;

    String result = subject.run("a", 1);

    assertThat(result).isEqualTo("a");
    assertThat(Probe.reports()).isEmpty();
    assertThat(AdviceFailures.countOf(id)).isEqualTo(AdviceFailures.LIMIT);
  }

  @Test
  void wrongArgumentType_isAFailureOfTheAdvice_notOfTheApplication() throws Exception {
    WovenSubject subject = define(weave(subject(61), 70));

    String result = subject.run(7, 1);

    assertThat(result).isEqualTo("7");
    assertThat(AdviceFailures.countOf(70)).isEqualTo(1);
  }

  @Test
  void unlinkedAgent_leavesWovenCallsWithoutEffect() throws Exception {
    IndyBootstrap.link(null);
    WovenSubject subject = define(weave(subject(61), 71));

    assertThat(subject.run("a", 1)).isEqualTo("a");
  }

  @Test
  void classWithoutMatchingMethod_isLeftAlone() {
    Target target = Target.type(NAME).methodNamed("other").advice(ADVICE);

    byte[] woven =
        new AdviceWeaver(classes)
            .weave(
                NAME.replace('.', '/'),
                getClass().getClassLoader(),
                subject(61),
                targets(target, 1));

    assertThat(woven).isNull();
  }

  private byte @Nullable [] weave(byte[] classFile, int id) {
    Target target =
        Target.type(NAME).method("run", "(Ljava/lang/Object;I)Ljava/lang/String;").advice(ADVICE);
    return new AdviceWeaver(classes)
        .weave(NAME.replace('.', '/'), getClass().getClassLoader(), classFile, targets(target, id));
  }

  private static List<WeaveTarget> targets(Target target, int id) {
    return WeaveTarget.of(target, id);
  }

  private static WovenSubject define(byte @Nullable [] classFile) throws Exception {
    if (classFile == null) {
      throw new AssertionError("nothing was woven");
    }
    Class<?> type = new Definer(classFile).loadClass(NAME);
    return (WovenSubject) type.getDeclaredConstructor().newInstance();
  }

  /**
   *
   *
   * <pre>{@code
   * public String run(Object text, int times) {
   *   if (times == 0) throw new IllegalStateException();
   *   text = text.toString();
   *   return (String) text;
   * }
   * }</pre>
   */
  private static byte[] subject(int version) {
    ClassWriter writer =
        new ClassWriter(version < 50 ? ClassWriter.COMPUTE_MAXS : ClassWriter.COMPUTE_FRAMES);
    String[] interfaces = {"dev/braid/agent/weave/WovenSubject"};
    writer.visit(
        version, Opcodes.ACC_PUBLIC, NAME.replace('.', '/'), null, "java/lang/Object", interfaces);
    MethodVisitor constructor = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
    constructor.visitCode();
    constructor.visitVarInsn(Opcodes.ALOAD, 0);
    constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    constructor.visitInsn(Opcodes.RETURN);
    constructor.visitMaxs(0, 0);
    MethodVisitor run =
        writer.visitMethod(
            Opcodes.ACC_PUBLIC, "run", "(Ljava/lang/Object;I)Ljava/lang/String;", null, null);
    run.visitCode();
    Label isNotZero = new Label();
    run.visitVarInsn(Opcodes.ILOAD, 2);
    run.visitJumpInsn(Opcodes.IFNE, isNotZero);
    run.visitTypeInsn(Opcodes.NEW, "java/lang/IllegalStateException");
    run.visitInsn(Opcodes.DUP);
    run.visitMethodInsn(
        Opcodes.INVOKESPECIAL, "java/lang/IllegalStateException", "<init>", "()V", false);
    run.visitInsn(Opcodes.ATHROW);
    run.visitLabel(isNotZero);
    run.visitVarInsn(Opcodes.ALOAD, 1);
    run.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL, "java/lang/Object", "toString", "()Ljava/lang/String;", false);
    run.visitVarInsn(Opcodes.ASTORE, 1);
    run.visitVarInsn(Opcodes.ALOAD, 1);
    run.visitTypeInsn(Opcodes.CHECKCAST, "java/lang/String");
    run.visitInsn(Opcodes.ARETURN);
    run.visitMaxs(0, 0);
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static byte @Nullable [] bytesOf(String path) throws IOException {
    try (InputStream in = AdviceWeaverTest.class.getClassLoader().getResourceAsStream(path)) {
      return in == null ? null : in.readAllBytes();
    }
  }

  /** An application loader that holds one class. */
  private static final class Definer extends ClassLoader {
    private final byte[] classFile;

    Definer(byte[] classFile) {
      super(AdviceWeaverTest.class.getClassLoader());
      this.classFile = classFile;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (!name.equals(NAME)) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, classFile, 0, classFile.length);
    }
  }
}
