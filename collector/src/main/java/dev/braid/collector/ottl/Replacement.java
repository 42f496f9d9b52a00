/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

import com.google.re2j.Pattern;
import dev.braid.collector.ottl.Arguments.Of;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the place of a match: a text, which a converter and a format may go over.
 *
 * @param format with {@code %s} for the text
 */
record Replacement(Of<String> text, @Nullable Getter function, @Nullable Of<String> format) {
  private static final String HOLE = "%s";

  /** The three arguments from {@code index} on. */
  static Replacement of(Arguments arguments, int index) throws SyntaxException {
    return new Replacement(
        arguments.string(index),
        arguments.function(index + 1),
        arguments.has(index + 2) ? arguments.string(index + 2) : null);
  }

  /** {@code old} with each match replaced. */
  String inAll(Frame frame, Pattern pattern, String old) {
    return Patterns.replaceAll(
        pattern, old, text.get(frame), expanded -> converted(frame, expanded));
  }

  /** The replacement as it is, without references to groups. */
  String whole(Frame frame) {
    return converted(frame, text.get(frame));
  }

  private String converted(Frame frame, String argument) {
    if (function == null) {
      return argument;
    }
    Object result = frame.apply(function, argument);
    if (!(result instanceof String converted)) {
      throw new EvaluationException("the replacement is no string but " + Values.typeOf(result));
    }
    if (format == null) {
      return converted;
    }
    String template = format.get(frame);
    int hole = template.indexOf(HOLE);
    if (hole < 0 || template.indexOf('%', hole + 1) >= 0 || template.indexOf('%') < hole) {
      throw new EvaluationException("replacement_format needs %s once and no other %");
    }
    return template.substring(0, hole) + converted + template.substring(hole + HOLE.length());
  }
}
