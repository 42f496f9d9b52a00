/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.jdk;

import static java.util.Objects.requireNonNull;

import dev.braid.agent.http.ClientCall;
import dev.braid.agent.weave.WeakIdentityMap;
import dev.braid.bootstrap.Hook;
import java.net.HttpURLConnection;
import org.jspecify.annotations.Nullable;

/**
 * The way of a request through {@code HttpURLConnection}. The first of {@code connect}, {@code
 * getOutputStream} and {@code getInputStream} starts the span, since headers can be set only
 * before; {@code getInputStream} or a failure ends it. Redirects and challenges in between belong
 * to it.
 */
public final class HttpUrlConnectionHook extends Hook {
  private final WeakIdentityMap<HttpURLConnection, Progress> progress = new WeakIdentityMap<>();

  /** The hook that hears each status. */
  public Hook response() {
    return new Response();
  }

  @Override
  public @Nullable Object enter(
      @Nullable Object self, @Nullable Object first, @Nullable Object second) {
    HttpURLConnection connection = (HttpURLConnection) requireNonNull(self);
    Progress known = progress.get(connection);
    if (known == null) {
      ClientCall call = UrlConnectionTelemetry.INSTANCE.start(connection);
      known = new Progress(call);
      progress.put(connection, known);
      if (call != null) {
        UrlConnectionTelemetry.INSTANCE.inject(call, connection);
      }
    }
    return known.isOpen() && known.enter() ? known : null;
  }

  /** {@code returned} is the connection where a normal return means that the response is there. */
  @Override
  public void exit(
      @Nullable Object state,
      @Nullable Object self,
      @Nullable Object returned,
      @Nullable Throwable thrown) {
    Progress known = (Progress) requireNonNull(state);
    known.isInside = false;
    if (thrown == null && returned == null) {
      return;
    }
    ClientCall call = known.call;
    known.call = null;
    if (call != null) {
      // A status is a response, whatever the stream says of it: 404 is a FileNotFoundException
      // here.
      Throwable failure = known.status > 0 ? null : thrown;
      UrlConnectionTelemetry.INSTANCE.end(
          call, (HttpURLConnection) requireNonNull(self), known, failure);
    }
  }

  private final class Response extends Hook {
    @Override
    public void exit(
        @Nullable Object state,
        @Nullable Object self,
        @Nullable Object returned,
        @Nullable Throwable thrown) {
      Progress known = progress.get((HttpURLConnection) requireNonNull(self));
      if (known != null) {
        known.status = (Integer) requireNonNull(returned);
      }
    }
  }

  /**
   * How far a connection is. Used by one thread at a time: the JDK's connection locks itself, and
   * applications do not share one before its response is there.
   */
  static final class Progress {
    private @Nullable ClientCall call;
    private boolean isInside;
    int status;

    Progress(@Nullable ClientCall call) {
      this.call = call;
    }

    boolean isOpen() {
      return call != null;
    }

    /** False if one of the woven methods was called by another. */
    boolean enter() {
      boolean isOutermost = !isInside;
      isInside = true;
      return isOutermost;
    }
  }
}
