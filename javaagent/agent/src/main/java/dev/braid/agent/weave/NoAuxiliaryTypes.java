/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.weave;

import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.auxiliary.AuxiliaryType;

/** Refuses auxiliary types: a woven class never brings further classes along. */
final class NoAuxiliaryTypes implements AuxiliaryType.NamingStrategy {
  static final NoAuxiliaryTypes INSTANCE = new NoAuxiliaryTypes();

  private NoAuxiliaryTypes() {}

  @Override
  public String name(TypeDescription instrumentedType, AuxiliaryType auxiliaryType) {
    throw new IllegalStateException("advice needs no auxiliary type");
  }
}
