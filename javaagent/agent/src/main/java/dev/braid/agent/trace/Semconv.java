/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.trace;

/** Names of attributes, OpenTelemetry semantic conventions 1.45; checked against their artefact. */
public final class Semconv {
  public static final Key ERROR_TYPE = Key.of("error.type");
  public static final Key EXCEPTION_TYPE = Key.of("exception.type");
  public static final Key EXCEPTION_MESSAGE = Key.of("exception.message");
  public static final Key EXCEPTION_STACKTRACE = Key.of("exception.stacktrace");

  public static final Key HTTP_REQUEST_METHOD = Key.of("http.request.method");
  public static final Key HTTP_REQUEST_METHOD_ORIGINAL = Key.of("http.request.method_original");
  public static final Key HTTP_REQUEST_RESEND_COUNT = Key.of("http.request.resend_count");
  public static final Key HTTP_RESPONSE_STATUS_CODE = Key.of("http.response.status_code");
  public static final Key HTTP_ROUTE = Key.of("http.route");
  public static final Key URL_FULL = Key.of("url.full");
  public static final Key URL_PATH = Key.of("url.path");
  public static final Key URL_QUERY = Key.of("url.query");
  public static final Key URL_SCHEME = Key.of("url.scheme");
  public static final Key USER_AGENT_ORIGINAL = Key.of("user_agent.original");

  public static final Key SERVER_ADDRESS = Key.of("server.address");
  public static final Key SERVER_PORT = Key.of("server.port");
  public static final Key CLIENT_ADDRESS = Key.of("client.address");
  public static final Key NETWORK_PEER_ADDRESS = Key.of("network.peer.address");
  public static final Key NETWORK_PEER_PORT = Key.of("network.peer.port");
  public static final Key NETWORK_PROTOCOL_NAME = Key.of("network.protocol.name");
  public static final Key NETWORK_PROTOCOL_VERSION = Key.of("network.protocol.version");

  public static final Key DB_SYSTEM_NAME = Key.of("db.system.name");
  public static final Key DB_NAMESPACE = Key.of("db.namespace");
  public static final Key DB_QUERY_TEXT = Key.of("db.query.text");
  public static final Key DB_QUERY_SUMMARY = Key.of("db.query.summary");
  public static final Key DB_OPERATION_NAME = Key.of("db.operation.name");
  public static final Key DB_OPERATION_BATCH_SIZE = Key.of("db.operation.batch.size");
  public static final Key DB_COLLECTION_NAME = Key.of("db.collection.name");
  public static final Key DB_STORED_PROCEDURE_NAME = Key.of("db.stored_procedure.name");
  public static final Key DB_RESPONSE_STATUS_CODE = Key.of("db.response.status_code");

  private Semconv() {}
}
