/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads one configuration from several sources, later ones over earlier ones, and substitutes
 * variables. Faults gather in {@link #faults()}; nothing is thrown. Used by one thread.
 *
 * <pre>{@code
 * ConfigLoader loader = new ConfigLoader(System::getenv).file(path).set("service.name=x");
 * Section root = loader.root();
 * Duration timeout = root.section("export").duration("timeout", Duration.ofSeconds(10));
 * root.rejectUnknownKeys();
 * if (!loader.faults().isEmpty()) { ... }
 * }</pre>
 */
public final class ConfigLoader {
  private final Faults faults = new Faults();
  private final UnaryOperator<@Nullable String> environment;
  private final List<ConfigNode> layers = new ArrayList<>();

  /** A loader that reads variables through {@code environment}: null where there is none. */
  public ConfigLoader(UnaryOperator<@Nullable String> environment) {
    this.environment = environment;
  }

  /** Adds a file over what was added before. */
  public ConfigLoader file(Path path) {
    try {
      return text(path.toString(), Files.readString(path, StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      faults.add(new Position(path.toString(), 0, 0), "", "there is no such file");
    } catch (IOException e) {
      faults.add(new Position(path.toString(), 0, 0), "", "cannot be read: " + e);
    }
    return this;
  }

  /** Adds YAML text over what was added before; {@code name} stands for it in messages. */
  public ConfigLoader text(String name, String yaml) {
    layers.add(new YamlReader(name, faults).read(yaml));
    return this;
  }

  /** Adds one {@code key.path=value}, as after {@code --set}; {@code ::} separates too. */
  public ConfigLoader set(String assignment) {
    Position at = new Position("--set " + assignment, 0, 0);
    int equals = assignment.indexOf('=');
    if (equals < 1) {
      faults.add(at, "", "must be key.path=value");
      return this;
    }
    String[] keys = assignment.substring(0, equals).split("::|\\.");
    ConfigNode value = new YamlReader(at.file(), faults).read(assignment.substring(equals + 1));
    for (int i = keys.length - 1; i >= 0; i--) {
      value = ConfigNode.mapping(at, Collections.singletonMap(keys[i], value));
    }
    layers.add(value);
    return this;
  }

  /** The merged and substituted tree. */
  public ConfigNode tree() {
    ConfigNode merged = ConfigNode.empty(Position.NOWHERE);
    for (ConfigNode layer : layers) {
      merged = merged.merge(layer);
    }
    return new Substitution(environment, faults).apply(merged);
  }

  /** A reader of the whole tree, whose faults gather here too. */
  public Section root() {
    return Section.of("", tree(), faults);
  }

  /** All that was wrong so far, here and in readers that came from {@link #root()}. */
  public Faults faults() {
    return faults;
  }
}
