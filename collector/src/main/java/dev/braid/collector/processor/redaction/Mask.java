/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.redaction;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.braid.config.Section;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What stands for a secret: four stars, or its hash, by which equal ones can be told. Thread-safe.
 *
 * @param function empty for stars
 */
record Mask(String function, String key) {
  private static final List<String> FUNCTIONS =
      List.of("md5", "sha1", "sha3", "hmac-sha256", "hmac-sha512");
  private static final Pattern ALL = Pattern.compile(".*");
  private static final int MIN_KEY = 32;

  static Mask read(Section section) {
    String function = section.choice("hash_function", "", FUNCTIONS);
    String key = section.string("hmac_key", "");
    if (function.startsWith("hmac") && key.length() < MIN_KEY) {
      section.fault(
          "hmac_key", "found a key shorter than " + MIN_KEY + " bytes; needed for " + function);
    }
    return new Mask(function, key);
  }

  /** {@code text} with each match of {@code pattern} masked. */
  String replace(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    StringBuilder result = new StringBuilder();
    int copied = 0;
    int lastEnd = -1;
    while (matcher.find()) {
      // As in Go, an empty match right behind another does not count.
      if (matcher.end() > matcher.start() || matcher.start() != lastEnd) {
        result.append(text, copied, matcher.start()).append(of(matcher.group()));
        copied = matcher.end();
        lastEnd = copied;
      }
    }
    return result.append(text, copied, text.length()).toString();
  }

  /** All of {@code text} masked, line by line. */
  String replaceAll(String text) {
    return replace(ALL, text);
  }

  private String of(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    try {
      return switch (function) {
        case "md5" -> hex(MessageDigest.getInstance("MD5").digest(bytes));
        case "sha1" -> hex(MessageDigest.getInstance("SHA-1").digest(bytes));
        case "sha3" -> hex(MessageDigest.getInstance("SHA3-256").digest(bytes));
        case "hmac-sha256" -> hex(hmac("HmacSHA256", bytes));
        case "hmac-sha512" -> hex(hmac("HmacSHA512", bytes));
        default -> "****";
      };
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + function, e);
    }
  }

  private byte[] hmac(String algorithm, byte[] bytes) throws GeneralSecurityException {
    Mac mac = Mac.getInstance(algorithm);
    mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
    return mac.doFinal(bytes);
  }

  private static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }

  /** Never the key. */
  @Override
  public String toString() {
    return "mask " + function;
  }
}
