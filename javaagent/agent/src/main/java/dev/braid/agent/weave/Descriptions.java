/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.weave;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.description.type.TypeList;
import net.bytebuddy.jar.asm.Type;

/** Byte Buddy's descriptions of woven classes, made from names alone: nothing is looked up. */
final class Descriptions {
  private static final TypeDescription.Generic OBJECT =
      TypeDescription.Generic.OfNonGenericType.ForLoadedType.of(Object.class);

  private Descriptions() {}

  static TypeDescription ofClass(String name, int modifiers) {
    return new TypeDescription.Latent(name, modifiers, OBJECT, Collections.emptyList());
  }

  /** The same for a class whose fields advice may read. */
  static WovenType ofWoven(String name, int modifiers) {
    return new WovenType(name, modifiers, OBJECT);
  }

  static TypeDescription ofField(String descriptor) {
    return of(Type.getType(descriptor));
  }

  static MethodDescription ofMethod(
      TypeDescription owner, int modifiers, String name, String descriptor) {
    List<TypeDescription> parameters = new ArrayList<>();
    for (Type parameter : Type.getArgumentTypes(descriptor)) {
      parameters.add(of(parameter));
    }
    return new MethodDescription.Latent(
        owner,
        name,
        modifiers,
        Collections.emptyList(),
        of(Type.getReturnType(descriptor)).asGenericType(),
        parameterTokens(parameters),
        Collections.emptyList(),
        Collections.emptyList(),
        null,
        null);
  }

  private static List<net.bytebuddy.description.method.ParameterDescription.Token> parameterTokens(
      List<TypeDescription> parameters) {
    return new net.bytebuddy.description.method.ParameterDescription.Token.TypeList(
        new TypeList.Generic.Explicit(parameters));
  }

  private static TypeDescription of(Type type) {
    switch (type.getSort()) {
      case Type.VOID:
        return TypeDescription.ForLoadedType.of(void.class);
      case Type.BOOLEAN:
        return TypeDescription.ForLoadedType.of(boolean.class);
      case Type.BYTE:
        return TypeDescription.ForLoadedType.of(byte.class);
      case Type.CHAR:
        return TypeDescription.ForLoadedType.of(char.class);
      case Type.SHORT:
        return TypeDescription.ForLoadedType.of(short.class);
      case Type.INT:
        return TypeDescription.ForLoadedType.of(int.class);
      case Type.LONG:
        return TypeDescription.ForLoadedType.of(long.class);
      case Type.FLOAT:
        return TypeDescription.ForLoadedType.of(float.class);
      case Type.DOUBLE:
        return TypeDescription.ForLoadedType.of(double.class);
      case Type.ARRAY:
        return TypeDescription.ArrayProjection.of(of(type.getElementType()), type.getDimensions());
      default:
        return ofClass(type.getClassName(), 0);
    }
  }
}
