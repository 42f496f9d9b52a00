/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.http;

/** Takes secrets out of URLs. Stateless; returns the argument itself when there are none. */
public final class UrlRedaction {
  private static final String REDACTED = "REDACTED";

  /** Those that the conventions name, and what applications call secrets in practice. */
  private static final String[] SECRETS = {
    "AWSAccessKeyId",
    "Signature",
    "sig",
    "X-Goog-Signature",
    "X-Amz-Signature",
    "X-Amz-Credential",
    "X-Amz-Security-Token",
    "access_token",
    "refresh_token",
    "id_token",
    "token",
    "api_key",
    "apikey",
    "password",
    "passwd",
    "client_secret",
    "secret"
  };

  private UrlRedaction() {}

  /** A query string without leading question mark, values of secret names replaced. */
  public static String query(String query) {
    return query(query, 0, query.length());
  }

  private static String query(String text, int from, int to) {
    StringBuilder changed = null;
    int copied = 0;
    int start = from;
    while (start < to) {
      int end = text.indexOf('&', start);
      end = end < 0 || end > to ? to : end;
      int equals = text.indexOf('=', start);
      if (equals > start && equals + 1 < end && isSecret(text, start, equals - start)) {
        changed = changed == null ? new StringBuilder(text.length() + 8) : changed;
        changed.append(text, copied, equals + 1).append(REDACTED);
        copied = end;
      }
      start = end + 1;
    }
    return changed == null ? text : changed.append(text, copied, text.length()).toString();
  }

  private static boolean isSecret(String text, int start, int length) {
    for (String secret : SECRETS) {
      if (secret.length() == length && text.regionMatches(true, start, secret, 0, length)) {
        return true;
      }
    }
    return false;
  }

  /** A whole URL, user and password and secret query values replaced. */
  public static String url(String url) {
    String clean = withoutCredentials(url);
    int question = clean.indexOf('?');
    if (question < 0) {
      return clean;
    }
    int fragment = clean.indexOf('#', question);
    return query(clean, question + 1, fragment < 0 ? clean.length() : fragment);
  }

  private static String withoutCredentials(String url) {
    int scheme = url.indexOf("://");
    if (scheme < 0) {
      return url;
    }
    int start = scheme + 3;
    int end = start;
    while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    int at = url.lastIndexOf('@', end - 1);
    if (at < start) {
      return url;
    }
    int colon = url.indexOf(':', start);
    String user = colon >= 0 && colon < at ? REDACTED + ':' + REDACTED : REDACTED;
    return url.substring(0, start) + user + url.substring(at);
  }
}
