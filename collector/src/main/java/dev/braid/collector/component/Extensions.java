/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.component;

import java.util.Optional;

/** The extensions at work. Thread-safe. */
@FunctionalInterface
public interface Extensions {
  /** For configurations without extensions. */
  Extensions NONE = name -> Optional.empty();

  /** The extension with that whole name, such as {@code basicauth/server}. */
  Optional<Extension> find(String name);

  /** The extension with that whole name, if it can do what {@code capability} says. */
  default <T> Optional<T> find(String name, Class<T> capability) {
    return find(name).filter(capability::isInstance).map(capability::cast);
  }
}
