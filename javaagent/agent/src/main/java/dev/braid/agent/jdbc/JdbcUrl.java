/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.jdbc;

import dev.braid.agent.db.DbInfo;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads from a JDBC URL which database it means: system, namespace, host and port. User names,
 * passwords and other properties are never kept. Any text is accepted: what cannot be read is left
 * out, and an unknown system is {@code other_sql}.
 *
 * <p>System names: <a href="https://opentelemetry.io/docs/specs/semconv/database/database-spans/">
 * semantic conventions for database spans</a>, {@code db.system.name}.
 */
public final class JdbcUrl {
  /** The database of a connection whose URL is not known. */
  public static final DbInfo UNKNOWN = new DbInfo("other_sql", null, null, 0);

  /** Longer host names and namespaces than this are cut; a URL may hold anything. */
  private static final int MAX_NAME_LENGTH = 255;

  /** Prefixes of drivers that wrap another one and pass on the rest of the URL. */
  private static final String[] WRAPPERS = {
    "p6spy:", "otel:", "log4jdbc:", "tracing:", "aws-wrapper:", "tc:"
  };

  private final DatabaseSystem system;
  private final String text; // after "jdbc:" and wrappers, without user and properties
  private final String properties; // what follows ? or ;
  private @Nullable String host;
  private @Nullable String namespace;
  private @Nullable String instance; // of SQL Server
  private int port;

  private JdbcUrl(String url) {
    int end = propertiesStart(url);
    this.text = url.substring(0, end);
    this.properties = url.substring(end);
    this.system = DatabaseSystem.ofSubprotocol(upTo(text, 0, ":"));
    this.port = system.defaultPort;
  }

  /** The database that {@code url} names. */
  public static DbInfo parse(@Nullable String url) {
    if (url == null || !url.regionMatches(true, 0, "jdbc:", 0, 5)) {
      return UNKNOWN;
    }
    JdbcUrl parsed = new JdbcUrl(unwrapped(url.substring(5)));
    parsed.read();
    return parsed.database();
  }

  /** True if nothing is known of this database, not even its system. */
  public static boolean isUnknown(DbInfo database) {
    return database.equals(UNKNOWN);
  }

  private DbInfo database() {
    String address = cut(host);
    return new DbInfo(system.semconvName, cut(namespace), address, address == null ? 0 : port);
  }

  private void read() {
    switch (system.style) {
      case ORACLE:
        readOracle();
        break;
      case EMBEDDED:
        readEmbedded();
        break;
      case SQL_SERVER:
        readHierarchical();
        readSqlServerProperties();
        break;
      case HIERARCHICAL:
        readHierarchical();
        break;
    }
  }

  /** {@code anything://[user[:password]@]host[:port][,host2...][/namespace]}. */
  private void readHierarchical() {
    int slashes = text.indexOf("//");
    if (slashes < 0) {
      namespace = lastPart(text, ':'); // jdbc:postgresql:name means localhost
      host = "localhost";
      return;
    }
    int path = text.indexOf('/', slashes + 2);
    String authority = text.substring(slashes + 2, path < 0 ? text.length() : path);
    readAuthority(authority);
    if (path >= 0) {
      namespace = upTo(text, path + 1, ":"); // DB2 has its properties behind a colon
    }
  }

  private void readAuthority(String authority) {
    String hosts = authority.substring(authority.lastIndexOf('@') + 1);
    String first = upTo(hosts, 0, ",");
    if (first.startsWith("address=") || first.startsWith("(")) { // MySQL's key-value form
      readKeyedAddress(hosts);
      return;
    }
    int bracket = first.startsWith("[") ? first.indexOf(']') : -1; // IPv6
    int colon = first.indexOf(':', Math.max(bracket, 0));
    String name = colon < 0 ? first : first.substring(0, colon);
    host = bracket > 0 ? first.substring(1, bracket) : name;
    if (colon >= 0) {
      port = number(first, colon + 1, port);
    }
    int backslash = name.indexOf('\\');
    if (backslash >= 0) {
      host = name.substring(0, backslash);
      instance = name.substring(backslash + 1);
    }
  }

  private void readKeyedAddress(String keys) {
    host = keyed(keys, "host=");
    String keyedPort = keyed(keys, "port=");
    if (keyedPort != null) {
      port = number(keyedPort, 0, port);
    }
  }

  private void readSqlServerProperties() {
    String server = property("servername=");
    if (host == null || host.isEmpty()) {
      host = server == null ? "localhost" : server;
    }
    String keyedPort = property("portnumber=");
    keyedPort = keyedPort == null ? property("port=") : keyedPort;
    port = keyedPort == null ? port : number(keyedPort, 0, port);
    String named = property("instancename=");
    named = named == null ? property("instance=") : named;
    instance = named == null ? instance : named;
    String database = property("databasename=");
    database = database == null ? property("database=") : database;
    database = database == null ? namespace : database;
    namespace = instance == null || database == null ? database : instance + '|' + database;
  }

  /** {@code oracle:thin:[user/password]@[//]host[:port][:sid|/service]} or a TNS description. */
  private void readOracle() {
    int at = text.indexOf('@');
    if (at < 0) {
      return;
    }
    String target = text.substring(at + 1);
    String lower = target.toLowerCase(Locale.ROOT);
    if (lower.startsWith("(")) {
      readKeyedAddress(lower);
      String service = keyed(lower, "service_name=");
      namespace = service == null ? keyed(lower, "sid=") : service;
      return;
    }
    int slashes = target.indexOf("//");
    String location = slashes < 0 ? target : target.substring(slashes + 2);
    host = upTo(location, 0, ":/");
    int rest = host.length();
    if (rest == location.length()) {
      namespace = host; // an alias of tnsnames.ora
      host = null;
      return;
    }
    if (location.charAt(rest) == ':' && digitAt(location, rest + 1)) {
      port = number(location, rest + 1, port);
      rest += 1 + upTo(location, rest + 1, ":/").length();
    }
    namespace = rest < location.length() ? upTo(location, rest + 1, ":/") : null;
  }

  /** H2, HSQLDB, Derby, SQLite: a server as above, else a place in memory or in a file. */
  private void readEmbedded() {
    if (text.indexOf("://") >= 0) {
      readHierarchical();
      return;
    }
    String name = lastPart(text, ':');
    name = lastPart(name, '/');
    namespace = lastPart(name, '\\');
  }

  private @Nullable String property(String lowerKey) {
    String lower = properties.toLowerCase(Locale.ROOT);
    int at = lower.indexOf(lowerKey);
    while (at > 0 && ";?&".indexOf(lower.charAt(at - 1)) < 0) {
      at = lower.indexOf(lowerKey, at + 1);
    }
    return at <= 0 ? null : upTo(properties, at + lowerKey.length(), ";&");
  }

  private static @Nullable String keyed(String text, String key) {
    int at = text.indexOf(key);
    return at < 0 ? null : upTo(text, at + key.length(), ")");
  }

  private static String unwrapped(String url) {
    for (String wrapper : WRAPPERS) {
      if (url.startsWith(wrapper)) {
        String inner = url.substring(wrapper.length());
        return unwrapped(inner.startsWith("jdbc:") ? inner.substring(5) : inner);
      }
    }
    return url;
  }

  private static int propertiesStart(String url) {
    for (int i = 0; i < url.length(); i++) {
      char c = url.charAt(i);
      if (c == '?' || c == ';' || c == '&') {
        return i;
      }
    }
    return url.length();
  }

  private static String lastPart(String text, char separator) {
    return text.substring(text.lastIndexOf(separator) + 1);
  }

  private static String upTo(String text, int start, String ends) {
    int i = start;
    while (i < text.length() && ends.indexOf(text.charAt(i)) < 0) {
      i++;
    }
    return text.substring(start, i);
  }

  private static boolean digitAt(String text, int index) {
    return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
  }

  private static int number(String text, int start, int otherwise) {
    int value = 0;
    int i = start;
    while (digitAt(text, i) && value <= 65_535) {
      value = value * 10 + text.charAt(i) - '0';
      i++;
    }
    return i == start || value > 65_535 ? otherwise : value;
  }

  private static @Nullable String cut(@Nullable String name) {
    if (name == null || name.isEmpty()) {
      return null;
    }
    return name.length() > MAX_NAME_LENGTH ? name.substring(0, MAX_NAME_LENGTH) : name;
  }
}
