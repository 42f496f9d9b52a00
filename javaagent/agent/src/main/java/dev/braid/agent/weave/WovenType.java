/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.weave;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.field.FieldList;
import net.bytebuddy.description.type.TypeDescription;

/**
 * The class being woven, with the fields it declares so far: class files list fields before
 * methods, so advice that reads a field finds it. One class at a time, one thread.
 */
final class WovenType extends TypeDescription.Latent {
  private final List<FieldDescription.InDefinedShape> fields = new ArrayList<>();

  WovenType(String name, int modifiers, TypeDescription.Generic superClass) {
    super(name, modifiers, superClass, Collections.emptyList());
  }

  void addField(int modifiers, String name, TypeDescription type) {
    fields.add(
        new FieldDescription.Latent(
            this, name, modifiers, type.asGenericType(), Collections.emptyList()));
  }

  @Override
  public FieldList<FieldDescription.InDefinedShape> getDeclaredFields() {
    return new FieldList.Explicit<>(fields);
  }
}
