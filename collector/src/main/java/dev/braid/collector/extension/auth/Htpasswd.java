/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.extension.auth;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Users and the hashes of their passwords: bcrypt, {@code {SHA}} and {@code {SSHA}}. Shows neither.
 *
 * @see <a href="https://httpd.apache.org/docs/2.4/misc/password_encryptions.html">Password
 *     formats</a>
 */
final class Htpasswd {
  private static final String SHA = "{SHA}";
  private static final String SSHA = "{SSHA}";
  private static final int SHA_BYTES = 20;

  private final Map<String, String> hashes;

  /** What an unknown user is checked against, so that time does not tell who is known. */
  private final String decoy;

  /** Digests of passwords that were right, by user: bcrypt is meant to be slow, senders are not. */
  private final Map<String, byte[]> proven = new ConcurrentHashMap<>();

  private Htpasswd(Map<String, String> hashes) {
    this.hashes = Map.copyOf(hashes);
    this.decoy = hashes.values().stream().findFirst().orElse(SHA);
  }

  /** The users of several texts; a later line replaces an earlier one of the same user. */
  static Htpasswd of(String... texts) {
    Map<String, String> hashes = new LinkedHashMap<>();
    for (String text : texts) {
      text.lines()
          .map(String::trim)
          .filter(line -> !isBlank(line))
          .forEach(
              line -> {
                int colon = line.indexOf(':');
                hashes.put(line.substring(0, colon), line.substring(colon + 1));
              });
    }
    return new Htpasswd(hashes);
  }

  /** What is wrong with the first line that cannot be used, without showing it. */
  static Optional<String> firstFault(String text) {
    int number = 0;
    for (String raw : text.lines().toList()) {
      String line = raw.trim();
      number++;
      int colon = line.indexOf(':');
      if (!isBlank(line) && (colon < 1 || !isKnown(line.substring(colon + 1)))) {
        return Optional.of(
            "line " + number + ": found no user:hash, allowed bcrypt ($2y$), {SHA} and {SSHA}");
      }
    }
    return Optional.empty();
  }

  private static boolean isBlank(String line) {
    return line.isEmpty() || line.startsWith("#");
  }

  private static boolean isKnown(String hash) {
    return isBcrypt(hash) || hash.startsWith(SHA) || hash.startsWith(SSHA);
  }

  private static boolean isBcrypt(String hash) {
    return hash.startsWith("$2a$") || hash.startsWith("$2b$") || hash.startsWith("$2y$");
  }

  boolean matches(String user, String password) {
    byte[] digest = digest("SHA-256", password.getBytes(StandardCharsets.UTF_8));
    byte[] known = proven.get(user);
    if (known != null && MessageDigest.isEqual(known, digest)) {
      return true;
    }
    String hash = hashes.get(user);
    boolean matches = matchesHash(hash == null ? decoy : hash, password) && hash != null;
    if (matches) {
      proven.put(user, digest);
    }
    return matches;
  }

  private static byte[] digest(String algorithm, byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }

  private static boolean matchesHash(String hash, String password) {
    byte[] plain = password.getBytes(StandardCharsets.UTF_8);
    if (isBcrypt(hash)) {
      byte[] told = hash.getBytes(StandardCharsets.UTF_8);
      return plain.length <= 72 && BCrypt.verifyer().verify(plain, told).verified;
    }
    try {
      String text = hash.substring(hash.startsWith(SSHA) ? SSHA.length() : SHA.length());
      byte[] told = Base64.getDecoder().decode(text);
      if (told.length < SHA_BYTES) {
        return false;
      }
      byte[] salt = Arrays.copyOfRange(told, SHA_BYTES, told.length);
      byte[] found = digest("SHA-1", plain, salt);
      return MessageDigest.isEqual(Arrays.copyOf(told, SHA_BYTES), found);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return hashes.size() + " users";
  }
}
