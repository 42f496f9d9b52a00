/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver;

import com.linecorp.armeria.server.RequestTimeoutException;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.braid.config.Section;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.WriteTimeoutHandler;
import io.netty.util.AttributeKey;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * What one client may cost a door, in time and in numbers. Every length of time is positive.
 *
 * @param firstRequest from the connection to the head of its first request, TLS handshake included
 * @param request from a request's head to the end of its body and its answer
 * @param write longest wait for the client to take bytes of an answer
 * @param idle longest silence of a connection on which no request is open; a request's head that
 *     comes byte by byte is silence
 * @param maxConnectionAge age at which a connection is asked to end; zero means never
 * @param ping how often an idle HTTP/2 connection is asked whether it lives; zero means never
 * @param maxStreams most requests at once on one HTTP/2 connection
 * @param maxConnections most connections at once; further ones are closed at once
 */
record ConnectionLimits(
    Duration firstRequest,
    Duration request,
    Duration write,
    Duration idle,
    Duration maxConnectionAge,
    Duration ping,
    int maxStreams,
    int maxConnections) {
  private static final AttributeKey<Future<?>> DEADLINE =
      AttributeKey.valueOf(ConnectionLimits.class, "firstRequest");

  /** A sender that takes longer for one request holds memory for nothing. */
  private static final Duration REQUEST = Duration.ofSeconds(60);

  private static final Duration WRITE = Duration.ofSeconds(30);
  private static final Duration HTTP_HEAD = Duration.ofMinutes(1);

  /** A gRPC channel may be opened long before it is used: as patient as an idle one. */
  private static final Duration GRPC_IDLE = Duration.ofMinutes(5);

  /**
   * Longer than the minute between two exports of metrics, which would else reconnect each time.
   */
  private static final Duration HTTP_IDLE = Duration.ofMinutes(5);

  /** As gRPC servers ask; shorter than {@link #GRPC_IDLE} it has an effect, by default none. */
  private static final Duration PING = Duration.ofHours(2);

  /** More than any sender has under way, and far from what memory holds. */
  private static final int MAX_STREAMS = 1000;

  private static final int MAX_CONNECTIONS = 10_000;

  /** The head of an export request is a few hundred bytes; credentials and cookies are longer. */
  private static final int MAX_HEAD_BYTES = 16 * 1024;

  /** What the answer to a request out of time has to reach the client. */
  private static final int ANSWER_MILLIS = 500;

  private static final TimeUnit MILLIS = TimeUnit.MILLISECONDS;
  private static final int MAX_FIRST_LINE_BYTES = 4096;

  /** Room for several batches of common size on their way, so that a sender need not pause. */
  private static final int WINDOW_BYTES = 1 << 20;

  /** Reads the mapping of {@code protocols.http}. */
  static ConnectionLimits http(Section http) {
    return new ConnectionLimits(
        positive(http, "read_header_timeout", HTTP_HEAD),
        positive(http, "read_timeout", REQUEST),
        positive(http, "write_timeout", WRITE),
        positive(http, "idle_timeout", HTTP_IDLE),
        Duration.ZERO,
        Duration.ZERO,
        MAX_STREAMS,
        maxConnections(http));
  }

  /** Reads the mapping of {@code protocols.grpc}. */
  static ConnectionLimits grpc(Section grpc) {
    Section keepalive = grpc.section("keepalive");
    Section server = keepalive.section("server_parameters");
    Section policy = keepalive.section("enforcement_policy");
    server.ignored("max_connection_age_grace", "calls under way are always finished");
    server.ignored("timeout", "an answer has the time between two pings");
    policy.ignored("min_time", "pings are answered however often they come");
    policy.ignored("permit_without_stream", "pings are always permitted");
    int streams = grpc.integer("max_concurrent_streams", 0, 0, Integer.MAX_VALUE);
    Duration idle = positive(server, "max_connection_idle", GRPC_IDLE);
    return new ConnectionLimits(
        idle,
        REQUEST,
        WRITE,
        idle,
        atLeastASecond(server.duration("max_connection_age", Duration.ZERO)),
        atLeastASecond(server.duration("time", PING)),
        streams == 0 ? MAX_STREAMS : streams,
        maxConnections(grpc));
  }

  private static int maxConnections(Section endpoint) {
    return endpoint.integer("max_connections", MAX_CONNECTIONS, 1, Integer.MAX_VALUE);
  }

  /** Zero means no limit to others; here nothing is without one, and zero means the default. */
  private static Duration positive(Section section, String key, Duration fallback) {
    Duration found = section.duration(key, fallback);
    return found.isZero() ? fallback : found;
  }

  /** What the server accepts, and grpc-go pings no faster either; zero stays zero. */
  private static Duration atLeastASecond(Duration found) {
    boolean isShort = !found.isZero() && found.compareTo(Duration.ofSeconds(1)) < 0;
    return isShort ? Duration.ofSeconds(1) : found;
  }

  void apply(ServerBuilder server) {
    server
        .requestTimeout(request)
        .idleTimeout(idle)
        .maxNumConnections(maxConnections)
        .http1MaxInitialLineLength(MAX_FIRST_LINE_BYTES)
        .http1MaxHeaderSize(MAX_HEAD_BYTES)
        .http2MaxHeaderListSize(MAX_HEAD_BYTES)
        .http2MaxStreamsPerConnection(maxStreams)
        .http2InitialStreamWindowSize(WINDOW_BYTES)
        .http2InitialConnectionWindowSize(4 * WINDOW_BYTES)
        .childChannelPipelineCustomizer(this::watch);
    if (!ping.isZero() && ping.compareTo(idle) < 0) {
      server.pingInterval(ping);
    }
    if (!maxConnectionAge.isZero()) {
      server.maxConnectionAge(maxConnectionAge);
    }
  }

  private void watch(ChannelPipeline pipeline) {
    Channel channel = pipeline.channel();
    pipeline.addFirst(new WriteTimeoutHandler(write.toMillis(), MILLIS));
    Future<?> deadline =
        channel.eventLoop().schedule(() -> channel.close(), firstRequest.toMillis(), MILLIS);
    channel.attr(DEADLINE).set(deadline);
    channel.closeFuture().addListener(closed -> deadline.cancel(false));
  }

  /**
   * To be called with each request: from the first on, a connection is judged by its silence. One
   * whose request is out of time ends after the answer, because the rest of the body may never end.
   */
  static void requestArrived(ServiceRequestContext ctx) {
    Channel channel = ctx.log().partial().channel();
    if (channel == null) {
      return;
    }
    Future<?> deadline = channel.attr(DEADLINE).getAndSet(null);
    if (deadline != null) {
      deadline.cancel(false);
    }
    if (!ctx.sessionProtocol().isMultiplex()) {
      ctx.whenRequestCancelled().thenAccept(cause -> closeIfTooLate(channel, cause));
    }
  }

  private static void closeIfTooLate(Channel channel, Throwable cause) {
    if (cause instanceof RequestTimeoutException) {
      channel.eventLoop().schedule(() -> channel.close(), ANSWER_MILLIS, MILLIS);
    }
  }
}
