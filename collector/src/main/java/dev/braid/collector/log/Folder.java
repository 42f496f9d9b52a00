/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * The few things a log asks of a file system; tests put one in its place that fails or forgets.
 * Thread-safe.
 */
interface Folder extends AutoCloseable {

  /** The names of all files, in order. */
  List<String> list() throws IOException;

  /** A new, empty file whose name survives a power loss. */
  File create(String name) throws IOException;

  File open(String name) throws IOException;

  void delete(String name) throws IOException;

  /** Renames a damaged file, so that a person can look at it and the log does not. */
  void setAside(String name) throws IOException;

  /** The whole content of a small file; empty if there is none. */
  Optional<byte[]> read(String name) throws IOException;

  /** Puts {@code content} in the place of the file's old one: after a crash it is one of both. */
  void replace(String name, byte[] content) throws IOException;

  @Override
  void close() throws IOException;

  /** One open file. Written by one thread, read by any. */
  interface File extends AutoCloseable {
    long size() throws IOException;

    /** Appends all of {@code parts}; after an exception any part of them may be there. */
    void append(ByteBuffer[] parts) throws IOException;

    /** Fills {@code target} from {@code offset} on; false if the file ends before that. */
    boolean read(ByteBuffer target, long offset) throws IOException;

    /** Returns when everything that was appended survives a power loss. */
    void force() throws IOException;

    void truncate(long size) throws IOException;

    @Override
    void close() throws IOException;
  }
}
