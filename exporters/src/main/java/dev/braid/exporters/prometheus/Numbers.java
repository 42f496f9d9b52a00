/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.prometheus;

import java.math.BigDecimal;

/** Writes numbers as Prometheus itself does, so that labels agree whichever way they came. */
final class Numbers {

  private Numbers() {}

  /** A sample's value: {@code 0.25}, {@code 1234567}, {@code +Inf}. */
  static String value(double number) {
    return text(number, 21);
  }

  private static String text(double number, int maxPlainDigits) {
    if (Double.isNaN(number)) {
      return "NaN";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "+Inf" : "-Inf";
    }
    if (number == 0) {
      return "0";
    }
    BigDecimal exact = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    String digits = exact.unscaledValue().abs().toString();
    int exponent = digits.length() - exact.scale() - 1;
    if (exponent >= -4 && exponent < maxPlainDigits) {
      return exact.toPlainString();
    }
    String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    String power = (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    return (number < 0 ? "-" : "")
        + digits.charAt(0)
        + fraction
        + "e"
        + (exponent < 0 ? "-" : "+")
        + power;
  }

  /** A bound or quantile as a label, as Go's {@code %g}: {@code 1.0}, {@code 1e+06}. */
  static String label(double number) {
    String text = text(number, 6);
    boolean isWhole = text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '-');
    return isWhole ? text + ".0" : text;
  }
}
