/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.weave;

/**
 * Application types that no instrumentation can want, told by name alone, before their class file
 * is looked at. Only families that define none of the targets' subtypes may stand here.
 */
final class IgnoredTypes {
  private static final String[] PREFIXES = {
    "dev/braid/bootstrap/",
    "com/fasterxml/",
    "com/google/common/",
    "com/google/gson/",
    "com/google/protobuf/",
    "com/sun/proxy/",
    "groovy/",
    "jdk/",
    "java/",
    "kotlin/",
    "net/bytebuddy/",
    "org/antlr/",
    "org/apache/commons/",
    "org/apache/groovy/",
    "org/aspectj/",
    "org/codehaus/groovy/",
    "org/hibernate/",
    "org/jboss/logging/",
    "org/joda/",
    "org/objectweb/asm/",
    "org/slf4j/",
    "org/springframework/aop/",
    "org/springframework/asm/",
    "org/springframework/beans/",
    "org/springframework/boot/autoconfigure/",
    "org/springframework/boot/context/",
    "org/springframework/boot/loader/",
    "org/springframework/cglib/",
    "org/springframework/context/",
    "org/springframework/core/",
    "org/springframework/data/",
    "org/springframework/expression/",
    "org/springframework/objenesis/",
    "org/springframework/util/",
    "org/yaml/",
    "scala/",
    "sun/",
    "tools/jackson/",
  };

  private static final String[] INFIXES = {
    "CGLIB$$", "$$Lambda", "$$FastClass", "$HibernateProxy$", "$ByteBuddy$", "$Proxy",
  };

  /** {@link #PREFIXES} by first character, so that most names are compared with one or two. */
  private final String[][] byFirst = new String[128][];

  IgnoredTypes() {
    for (String prefix : PREFIXES) {
      char first = prefix.charAt(0);
      String[] old = byFirst[first];
      String[] grown = new String[old == null ? 1 : old.length + 1];
      if (old != null) {
        System.arraycopy(old, 0, grown, 0, old.length);
      }
      grown[grown.length - 1] = prefix;
      byFirst[first] = grown;
    }
  }

  boolean contains(String internalName) {
    char first = internalName.isEmpty() ? 0 : internalName.charAt(0);
    String[] prefixes = first < byFirst.length ? byFirst[first] : null;
    if (prefixes != null) {
      for (String prefix : prefixes) {
        if (internalName.startsWith(prefix)) {
          return true;
        }
      }
    }
    if (internalName.indexOf('$') < 0) {
      return false;
    }
    for (String infix : INFIXES) {
      if (internalName.contains(infix)) {
        return true;
      }
    }
    return false;
  }
}
