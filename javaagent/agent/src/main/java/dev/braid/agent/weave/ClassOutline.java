/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.weave;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A class file read in outline: names of the type and its supertypes, names and descriptors of its
 * methods. Strings are made only when asked for; nothing is verified beyond what is read. Single
 * threaded.
 *
 * <p>Class file format: JVMS 4, https://docs.oracle.com/javase/specs/jvms/se25/html/jvms-4.html
 */
final class ClassOutline {
  private static final int MAGIC = 0xCAFEBABE;
  private static final int ACC_INTERFACE = 0x0200;
  private static final int ACC_ABSTRACT = 0x0400;
  private static final int ACC_NATIVE = 0x0100;

  private final byte[] bytes;
  private final int[] constants;
  private final int headerOffset;
  private final int[] methodOffsets;

  private ClassOutline(byte[] bytes, int[] constants, int headerOffset, int[] methodOffsets) {
    this.bytes = bytes;
    this.constants = constants;
    this.headerOffset = headerOffset;
    this.methodOffsets = methodOffsets;
  }

  /** Reads a class file, or returns null if these bytes are not one that can be understood. */
  static @Nullable ClassOutline read(byte[] bytes) {
    try {
      if (bytes.length < 24 || u4(bytes, 0) != MAGIC) {
        return null;
      }
      int[] constants = new int[u2(bytes, 8)];
      int header = constantPool(bytes, constants);
      int at = header + 8 + 2 * u2(bytes, header + 6);
      int fieldCount = u2(bytes, at);
      at += 2;
      for (int i = 0; i < fieldCount; i++) {
        at = skipMember(bytes, at);
      }
      int[] methods = new int[u2(bytes, at)];
      at += 2;
      for (int i = 0; i < methods.length; i++) {
        methods[i] = at;
        at = skipMember(bytes, at);
      }
      return new ClassOutline(bytes, constants, header, methods);
    } catch (IndexOutOfBoundsException malformed) {
      return null;
    }
  }

  /** Fills offsets of constants, returns the offset behind the pool; -1 never. */
  private static int constantPool(byte[] bytes, int[] constants) {
    int at = 10;
    for (int i = 1; i < constants.length; i++) {
      constants[i] = at;
      switch (bytes[at]) {
        case 1:
          at += 3 + u2(bytes, at + 1);
          break;
        case 5:
        case 6:
          at += 9;
          i++;
          break;
        case 7:
        case 8:
        case 16:
        case 19:
        case 20:
          at += 3;
          break;
        case 15:
          at += 4;
          break;
        case 3:
        case 4:
        case 9:
        case 10:
        case 11:
        case 12:
        case 17:
        case 18:
          at += 5;
          break;
        default:
          throw new IndexOutOfBoundsException("unknown constant");
      }
    }
    return at;
  }

  private static int skipMember(byte[] bytes, int offset) {
    int attributes = u2(bytes, offset + 6);
    int at = offset + 8;
    for (int i = 0; i < attributes; i++) {
      int length = u4(bytes, at + 2);
      if (length < 0) {
        throw new IndexOutOfBoundsException("attribute too long");
      }
      at += 6 + length;
    }
    return at;
  }

  int majorVersion() {
    return u2(bytes, 6);
  }

  int modifiers() {
    return u2(bytes, headerOffset);
  }

  boolean isInterface() {
    return (modifiers() & ACC_INTERFACE) != 0;
  }

  /** Internal name, {@code a/b/C}. */
  String name() {
    return className(headerOffset + 2);
  }

  /** Internal names of the super class (if any) and the interfaces. */
  String[] superNames() {
    int superIndex = u2(bytes, headerOffset + 4);
    int interfaceCount = u2(bytes, headerOffset + 6);
    int first = superIndex == 0 ? 0 : 1;
    String[] names = new String[first + interfaceCount];
    if (first == 1) {
      names[0] = className(headerOffset + 4);
    }
    for (int i = 0; i < interfaceCount; i++) {
      names[first + i] = className(headerOffset + 8 + 2 * i);
    }
    return names;
  }

  int methodCount() {
    return methodOffsets.length;
  }

  /** True if the method has code. */
  boolean hasBody(int method) {
    return (u2(bytes, methodOffsets[method]) & (ACC_ABSTRACT | ACC_NATIVE)) == 0;
  }

  /** The value of {@link #hash} for the method's name, without making the string. */
  int methodNameHash(int method) {
    int at = constants[u2(bytes, methodOffsets[method] + 2)];
    int end = at + 3 + u2(bytes, at + 1);
    int hash = 0;
    for (int i = at + 3; i < end; i++) {
      hash = 31 * hash + bytes[i];
    }
    return hash;
  }

  /** Hash of an ASCII name, equal to {@code String.hashCode}. */
  static int hash(String name) {
    return name.hashCode();
  }

  String methodName(int method) {
    return utf8(u2(bytes, methodOffsets[method] + 2));
  }

  String methodDescriptor(int method) {
    return utf8(u2(bytes, methodOffsets[method] + 4));
  }

  /** The methods with a body that carry an annotation, given by its internal name. */
  List<Target.MethodPattern> methodsAnnotated(String annotationName) {
    int annotation = indexOfUtf8('L' + annotationName + ';');
    int visible = annotation == 0 ? 0 : indexOfUtf8("RuntimeVisibleAnnotations");
    if (annotation == 0 || visible == 0) {
      return Collections.emptyList();
    }
    List<Target.MethodPattern> found = new ArrayList<>(2);
    for (int i = 0; i < methodOffsets.length; i++) {
      if (hasBody(i) && isAnnotated(methodOffsets[i], visible, annotation)) {
        found.add(new Target.MethodPattern(methodName(i), methodDescriptor(i), true));
      }
    }
    return found;
  }

  private boolean isAnnotated(int methodOffset, int visibleName, int annotation) {
    int attributes = u2(bytes, methodOffset + 6);
    int at = methodOffset + 8;
    for (int i = 0; i < attributes; i++) {
      int end = at + 6 + u4(bytes, at + 2);
      if (u2(bytes, at) == visibleName && hasAnnotation(at + 6, annotation)) {
        return true;
      }
      at = end;
    }
    return false;
  }

  private boolean hasAnnotation(int offset, int annotation) {
    int count = u2(bytes, offset);
    int at = offset + 2;
    for (int i = 0; i < count; i++) {
      if (u2(bytes, at) == annotation) {
        return true;
      }
      at = skipAnnotation(at);
    }
    return false;
  }

  private int skipAnnotation(int offset) {
    int pairs = u2(bytes, offset + 2);
    int at = offset + 4;
    for (int i = 0; i < pairs; i++) {
      at = skipElement(at + 2);
    }
    return at;
  }

  private int skipElement(int offset) {
    switch (bytes[offset]) {
      case 'e':
        return offset + 5;
      case '@':
        return skipAnnotation(offset + 1);
      case '[':
        int at = offset + 3;
        for (int i = u2(bytes, offset + 1); i > 0; i--) {
          at = skipElement(at);
        }
        return at;
      default:
        return offset + 3;
    }
  }

  /** The index of an ASCII constant, 0 if there is none. */
  private int indexOfUtf8(String text) {
    for (int i = 1; i < constants.length; i++) {
      int at = constants[i];
      if (at != 0 && bytes[at] == 1 && u2(bytes, at + 1) == text.length() && isAt(at + 3, text)) {
        return i;
      }
    }
    return 0;
  }

  private boolean isAt(int offset, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (bytes[offset + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private String className(int offset) {
    return utf8(u2(bytes, constants[u2(bytes, offset)] + 1));
  }

  /** Names beyond ASCII decode nearly right, which only means that they match nothing. */
  private String utf8(int index) {
    int at = constants[index];
    return new String(bytes, at + 3, u2(bytes, at + 1), StandardCharsets.UTF_8);
  }

  private static int u2(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
  }

  private static int u4(byte[] bytes, int at) {
    return u2(bytes, at) << 16 | u2(bytes, at + 2);
  }
}
