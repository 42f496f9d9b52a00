/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.jdk;

import dev.braid.agent.http.ClientCall;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One request on the wire: what is injected into it and what came back. Written before it is sent
 * and by the thread that reads the response; the client's futures order the two.
 */
final class ClientAttempt {
  final ClientCall call;
  volatile int status;
  volatile HttpClient.@Nullable Version version;

  private final List<String> injected = new ArrayList<>(4);
  private volatile @Nullable HttpHeaders merged;

  ClientAttempt(ClientCall call) {
    this.call = call;
  }

  void inject(String name, String value) {
    injected.add(name);
    injected.add(value);
  }

  /** The caller's headers with ours instead of any of the same name. */
  HttpHeaders headers(HttpHeaders original) {
    HttpHeaders known = merged;
    if (known != null || injected.isEmpty()) {
      return known == null ? original : known;
    }
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(original.map());
    for (int i = 0; i < injected.size(); i += 2) {
      headers.remove(injected.get(i));
      headers.put(injected.get(i), List.of(injected.get(i + 1)));
    }
    HttpHeaders made = HttpHeaders.of(headers, (name, value) -> true);
    merged = made;
    return made;
  }
}
