/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

import dev.braid.config.NearestName;
import java.util.Map;
import java.util.TreeMap;

/** The functions of OTTL by their names. */
final class Functions {
  /** The symbol that stands for {@link Frame#argument()}; no statement can spell it. */
  static final String SLOT = "$";

  /** Compiles a call of a converter. */
  @FunctionalInterface
  interface Converter {
    Getter compile(Arguments arguments) throws SyntaxException;
  }

  /** Compiles a call of an editor. */
  @FunctionalInterface
  interface Editor {
    Action compile(Arguments arguments) throws SyntaxException;
  }

  private record Defined<T>(String parameters, T function) {}

  private static final Map<String, Defined<Converter>> CONVERTERS = new TreeMap<>();
  private static final Map<String, Defined<Editor>> EDITORS = new TreeMap<>();

  static {
    Editors.define(
        (name, parameters, editor) -> EDITORS.put(name, new Defined<>(parameters, editor)));
    Registrar<Converter> converters =
        (name, parameters, converter) -> CONVERTERS.put(name, new Defined<>(parameters, converter));
    TypeConverters.define(converters);
    TextConverters.define(converters);
    TimeConverters.define(converters);
    TelemetryConverters.define(converters);
  }

  private Functions() {}

  /** Takes a function's name, its parameters and what compiles a call. */
  @FunctionalInterface
  interface Registrar<T> {
    void add(String name, String parameters, T function);
  }

  static Action editor(Expression.Call call, Compiler compiler) throws SyntaxException {
    Defined<Editor> editor = find(EDITORS, "editor", call);
    return editor.function.compile(new Arguments(call, editor.parameters, compiler));
  }

  static Getter converter(Expression.Call call, Compiler compiler) throws SyntaxException {
    Defined<Converter> converter = find(CONVERTERS, "converter", call);
    return converter.function.compile(new Arguments(call, converter.parameters, compiler));
  }

  private static <T> Defined<T> find(
      Map<String, Defined<T>> functions, String kind, Expression.Call call) throws SyntaxException {
    Defined<T> found = functions.get(call.function());
    if (found == null) {
      throw new SyntaxException(
          call.offset(),
          "unknown "
              + kind
              + " '"
              + call.function()
              + "'"
              + NearestName.hint(call.function(), functions.keySet()));
    }
    return found;
  }
}
