/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver.prometheus;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One page to scrape.
 *
 * @param labels what each of its samples carries, {@code job} and {@code instance} among them
 */
record Target(URI uri, Map<String, String> labels) {

  static Target of(ScrapeJob job, Map<String, String> relabelled) {
    String address = relabelled.getOrDefault("__address__", "");
    StringBuilder query = new StringBuilder();
    job.params()
        .forEach(
            (key, values) -> {
              String first = relabelled.getOrDefault("__param_" + key, values.get(0));
              append(query, key, first);
              values.stream().skip(1).forEach(value -> append(query, key, value));
            });
    URI uri =
        URI.create(
            relabelled.get("__scheme__")
                + "://"
                + address
                + relabelled.get("__metrics_path__")
                + query);
    Map<String, String> labels = new LinkedHashMap<>(relabelled);
    labels.keySet().removeIf(name -> name.startsWith("__"));
    labels.putIfAbsent("instance", address);
    return new Target(uri, labels);
  }

  private static void append(StringBuilder query, String key, String value) {
    query
        .append(query.length() == 0 ? '?' : '&')
        .append(URLEncoder.encode(key, StandardCharsets.UTF_8))
        .append('=')
        .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
  }
}
