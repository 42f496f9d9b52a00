/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.trace;

import dev.braid.otlp.Fields;
import dev.braid.otlp.ProtoWriter;
import org.jspecify.annotations.Nullable;

/** Who made a span, log record or metric. Make one constant per instrumentation. */
public final class InstrumentationScope {
  private final String name;
  private final String version;
  private byte @Nullable [] encoded;

  /** Single-threaded: the group of this scope in the batch that the drain thread is making. */
  private long batch = -1;

  private int group;

  public InstrumentationScope(String name, @Nullable String version) {
    this.name = name;
    this.version = version == null ? "" : version;
  }

  public String name() {
    return name;
  }

  /** The version, empty if there is none. */
  public String version() {
    return version;
  }

  /** The scope field of ScopeSpans, ScopeMetrics and ScopeLogs, with its tag. */
  public byte[] encoded() {
    byte[] bytes = encoded;
    if (bytes == null) {
      ProtoWriter writer = new ProtoWriter(name.length() + version.length() + 16);
      int scope = writer.begin(Fields.Wrapper.SCOPE);
      writer.string(Fields.Scope.NAME, name);
      if (!version.isEmpty()) {
        writer.string(Fields.Scope.VERSION, version);
      }
      writer.end(scope);
      bytes = writer.toByteArray();
      encoded = bytes;
    }
    return bytes;
  }

  /** Only for the drain thread: this scope's group in {@code batchNumber}, or -1. */
  public int groupIn(long batchNumber) {
    return batch == batchNumber ? group : -1;
  }

  /** Only for the drain thread. */
  public void group(long batchNumber, int newGroup) {
    batch = batchNumber;
    group = newGroup;
  }

  @Override
  public String toString() {
    return version.isEmpty() ? name : name + ':' + version;
  }
}
