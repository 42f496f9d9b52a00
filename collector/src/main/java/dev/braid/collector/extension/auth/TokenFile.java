/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.extension.auth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tokens in a file, one a line; read again when the file has changed. Thread-safe. */
final class TokenFile implements Supplier<List<String>> {
  private static final Logger LOG = LoggerFactory.getLogger(TokenFile.class);

  private record Content(FileTime modified, long bytes, List<String> tokens) {}

  private final Path path;
  private volatile Content content;

  private TokenFile(Path path, Content content) {
    this.path = path;
    this.content = content;
  }

  /**
   * Reads the file.
   *
   * @throws IOException if it cannot be read or is empty
   */
  static TokenFile open(Path path) throws IOException {
    return new TokenFile(path, read(path));
  }

  /** The tokens as the file has them now; as it had them last where it cannot be read. */
  @Override
  public List<String> get() {
    try {
      Content known = content;
      FileTime modified = Files.getLastModifiedTime(path);
      if (!known.modified.equals(modified) || known.bytes != Files.size(path)) {
        content = read(path);
      }
    } catch (IOException e) {
      LOG.warn(
          "token file {} cannot be read, its last content stays in force: {}", path, e.toString());
    }
    return content.tokens;
  }

  private static Content read(Path path) throws IOException {
    FileTime modified = Files.getLastModifiedTime(path);
    long bytes = Files.size(path);
    List<String> tokens =
        Files.readString(path, StandardCharsets.UTF_8)
            .lines()
            .map(String::trim)
            .filter(line -> !line.isEmpty())
            .toList();
    if (tokens.isEmpty()) {
      throw new IOException(path + " holds no token");
    }
    return new Content(modified, bytes, tokens);
  }
}
