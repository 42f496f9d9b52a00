/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.component;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An extension that decides who may send. Thread-safe. */
public interface RequestAuthenticator {

  /**
   * Whether a request may come in. May take the time of a password hash, so never call it on an
   * event loop.
   *
   * @param header the value of a request's header by its name in lower case; null if there is none
   */
  Verdict judge(UnaryOperator<@Nullable String> header);

  /**
   * What becomes of the request.
   *
   * @param isAllowed whether it may come in
   * @param challenge the {@code WWW-Authenticate} header for one that may not
   */
  record Verdict(boolean isAllowed, String challenge) {
    /** The request may come in. */
    public static final Verdict ALLOWED = new Verdict(true, "");

    /** The request may not come in. */
    public static Verdict denied(String challenge) {
      return new Verdict(false, challenge);
    }
  }
}
