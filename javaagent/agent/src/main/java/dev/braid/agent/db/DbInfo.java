/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.db;

import dev.braid.agent.trace.AttributeBlock;
import dev.braid.agent.trace.Semconv;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which database a client talks to, in the words of the <a
 * href="https://opentelemetry.io/docs/specs/semconv/database/database-spans/">semantic
 * conventions</a>. Immutable; meant to be made once per connection and shared.
 */
public final class DbInfo {
  private final String system;
  private final @Nullable String namespace;
  private final @Nullable String serverAddress;
  private final int serverPort;
  private final int hash;
  private final AttributeBlock attributes;

  /**
   * @param system {@code db.system.name}
   * @param namespace {@code db.namespace}
   * @param serverAddress {@code server.address}
   * @param serverPort {@code server.port}, 0 if there is none
   */
  public DbInfo(
      String system, @Nullable String namespace, @Nullable String serverAddress, int serverPort) {
    this.system = system;
    this.namespace = namespace;
    this.serverAddress = serverAddress;
    this.serverPort = serverPort;
    this.hash = Objects.hash(system, namespace, serverAddress, serverPort);
    this.attributes =
        new AttributeBlock(
            Semconv.DB_SYSTEM_NAME,
            system,
            Semconv.DB_NAMESPACE,
            namespace,
            Semconv.SERVER_ADDRESS,
            serverAddress,
            Semconv.SERVER_PORT,
            serverPort > 0 ? (Long) (long) serverPort : null);
  }

  AttributeBlock attributes() {
    return attributes;
  }

  public String system() {
    return system;
  }

  public @Nullable String namespace() {
    return namespace;
  }

  public @Nullable String serverAddress() {
    return serverAddress;
  }

  /** The port, 0 if there is none. */
  public int serverPort() {
    return serverPort;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof DbInfo)) {
      return false;
    }
    DbInfo that = (DbInfo) other;
    return hash == that.hash
        && serverPort == that.serverPort
        && system.equals(that.system)
        && Objects.equals(namespace, that.namespace)
        && Objects.equals(serverAddress, that.serverAddress);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return system + ' ' + namespace + " at " + serverAddress + ':' + serverPort;
  }
}
