/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.settings;

import dev.braid.config.ConfigLoader;
import dev.braid.config.ConfigNode;
import dev.braid.config.Fault;
import dev.braid.config.Position;
import dev.braid.config.Section;
import java.nio.file.InvalidPathException;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads OpenTelemetry's declarative configuration as settings under their property names. This
 * class and {@code Declared*} are the only ones that know otel-config, so that nothing of it is
 * loaded unless a file is named. What is wrong is a fault, what is right but not followed a
 * warning.
 *
 * @see <a href="https://github.com/open-telemetry/opentelemetry-configuration">the schema</a>
 */
final class DeclarativeFile {
  private static final String OWN_FORMAT = "1.";

  private DeclarativeFile() {}

  static SettingFile read(
      String path, Map<String, String> environment, List<String> faults, List<String> warnings) {
    Variables variables = new Variables(environment);
    ConfigLoader loader = new ConfigLoader(variables);
    DeclaredValues values = new DeclaredValues();
    try {
      loader.file(Paths.get(path));
      Section root = loader.root();
      // A file that is no YAML has one fault, not also all those of an empty file.
      if (loader.faults().isEmpty()) {
        readRoot(root, values);
        root.rejectUnknownKeys();
      }
    } catch (InvalidPathException unusable) {
      loader.faults().add(new Position(path, 0, 0), "", "is no path: " + unusable.getReason());
    }
    addLines(loader.faults().faults(), faults);
    addLines(loader.faults().warnings(), warnings);
    return new SettingFile(
        path, true, values.texts, values.places, values.attributes, variables.asked);
  }

  private static void addLines(List<Fault> found, List<String> lines) {
    for (Fault fault : found) {
      lines.add(fault.toString());
    }
  }

  private static void readRoot(Section root, DeclaredValues values) {
    String format = root.requiredString("file_format");
    if (format.startsWith("0.")) {
      root.faults()
          .warn(
              root.node("file_format").position(),
              "file_format",
              "found '" + format + "', read as 1.0; names that have changed are faults");
    } else if (!format.isEmpty() && !format.startsWith(OWN_FORMAT)) {
      root.fault("file_format", "found '" + format + "', allowed 1.0 and its successors 1.x");
    }
    if (root.bool("disabled", false)) {
      values.put("otel.sdk.disabled", "true", root.node("disabled"));
    }
    root.ignored("log_level", "the agent writes its few lines on standard error in any case");
    Section limits = root.section("attribute_limits");
    values.limit(limits, "attribute_count_limit", "otel.attribute.count.limit");
    values.limit(limits, "attribute_value_length_limit", "otel.attribute.value.length.limit");
    DeclaredResource.read(root.section("resource"), values);
    propagators(root.section("propagator"), values);
    new DeclaredProvider(values, "traces").readTracerProvider(root);
    new DeclaredProvider(values, "metrics").readMeterProvider(root);
    new DeclaredProvider(values, "logs").readLoggerProvider(root);
    DeclaredInstrumentation.read(root, values);
  }

  /** The list comes after the single ones, which is their order of precedence in the schema. */
  private static void propagators(Section propagator, DeclaredValues values) {
    List<String> names = new ArrayList<>();
    for (ConfigNode item : propagator.items("composite")) {
      if (item.kind() == ConfigNode.Kind.TEXT) {
        names.add(item.text());
      }
      names.addAll(item.entries().keySet());
    }
    String list = propagator.optionalString("composite_list");
    if (list != null) {
      names.add(list);
    }
    // Without any, the schema has no propagation at all.
    ConfigNode at =
        propagator.node(names.isEmpty() || list == null ? "composite" : "composite_list");
    values.put("otel.propagators", names.isEmpty() ? "none" : String.join(",", names), at);
  }

  /** The environment, with the names that the file asks for. */
  private static final class Variables implements UnaryOperator<@Nullable String> {
    final Set<String> asked = new LinkedHashSet<>();
    private final Map<String, String> environment;

    Variables(Map<String, String> environment) {
      this.environment = environment;
    }

    @Override
    public @Nullable String apply(@Nullable String name) {
      if (name == null) {
        return null;
      }
      asked.add(name);
      return environment.get(name);
    }
  }
}
