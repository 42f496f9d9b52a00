/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver.prometheus;

import dev.braid.config.ConfigNode;
import dev.braid.config.Section;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One entry of {@code scrape_configs}.
 *
 * @param groups targets with the labels that they share
 * @param authorization value of the header; empty for none. Never shown
 */
record ScrapeJob(
    String name,
    Duration interval,
    Duration timeout,
    String path,
    String scheme,
    Map<String, List<String>> params,
    boolean honorsLabels,
    boolean honorsTimestamps,
    long maxBytes,
    int maxSamples,
    boolean skipsVerification,
    String authorization,
    List<Group> groups,
    List<RelabelRule> targetRules,
    List<RelabelRule> sampleRules) {

  /** Targets, {@code host:port}, and what labels they share. */
  record Group(List<String> targets, Map<String, String> labels) {}

  /** Where nothing is said: a page of 64 MiB has half a million samples. */
  private static final long DEFAULT_MAX_BYTES = 64L << 20;

  static ScrapeJob read(Section job, Section global) {
    Duration interval =
        job.duration("scrape_interval", global.duration("scrape_interval", Duration.ofMinutes(1)));
    Duration standard = global.duration("scrape_timeout", Duration.ofSeconds(10));
    Duration timeout =
        job.duration("scrape_timeout", standard.compareTo(interval) > 0 ? interval : standard);
    if (timeout.compareTo(interval) > 0 || interval.isZero()) {
      job.fault("scrape_timeout", "found more than scrape_interval " + interval.toMillis() + "ms");
    }
    for (String key : job.keys()) {
      if (key.endsWith("_sd_configs") && !key.equals("file_sd_configs")) {
        job.fault(key, "is not supported, allowed static_configs and file_sd_configs");
      }
    }
    if (job.has("file_sd_configs")) {
      job.fault("file_sd_configs", "is not supported yet, allowed static_configs");
    }
    Section tls = job.section("tls_config");
    for (String key : List.of("ca_file", "cert_file", "key_file", "server_name")) {
      if (tls.has(key)) {
        tls.fault(key, "is not supported yet, allowed insecure_skip_verify");
      }
    }
    long bytes = job.bytes("body_size_limit", 0);
    Map<String, List<String>> params = new LinkedHashMap<>();
    Section written = job.section("params");
    for (String key : written.keys()) {
      List<String> values = written.strings(key);
      if (!values.isEmpty()) {
        params.put(key, values);
      }
    }
    return new ScrapeJob(
        job.requiredString("job_name"),
        interval,
        timeout,
        job.string("metrics_path", "/metrics"),
        job.choice("scheme", "http", List.of("http", "https")),
        Map.copyOf(params),
        job.bool("honor_labels", false),
        job.bool("honor_timestamps", true),
        bytes == 0 ? DEFAULT_MAX_BYTES : bytes,
        job.integer("sample_limit", 0, 0, Integer.MAX_VALUE),
        tls.bool("insecure_skip_verify", false),
        authorization(job),
        groups(job),
        RelabelRule.read(job, "relabel_configs"),
        RelabelRule.read(job, "metric_relabel_configs"));
  }

  private static String authorization(Section job) {
    if (job.has("basic_auth")) {
      Section basic = job.section("basic_auth");
      String pair = basic.string("username", "") + ":" + secret(basic, "password");
      return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
    if (job.has("authorization")) {
      Section bearer = job.section("authorization");
      return bearer.string("type", "Bearer") + " " + secret(bearer, "credentials");
    }
    return "";
  }

  private static String secret(Section section, String key) {
    String file = section.string(key + "_file", "");
    if (file.isEmpty()) {
      return section.string(key, "");
    }
    try {
      return Files.readString(Path.of(file)).trim();
    } catch (IOException e) {
      section.fault(key + "_file", "found '" + file + "', which cannot be read: " + e);
      return "";
    }
  }

  private static List<Group> groups(Section job) {
    List<Group> groups = new ArrayList<>();
    List<ConfigNode> items = job.items("static_configs");
    for (int i = 0; i < items.size(); i++) {
      Section group =
          Section.of(job.pathOf("static_configs") + "[" + i + "]", items.get(i), job.faults());
      groups.add(new Group(group.strings("targets"), group.stringMap("labels")));
      group.rejectUnknownKeys();
    }
    return List.copyOf(groups);
  }

  /** The targets after {@code relabel_configs}. */
  List<Target> targets() {
    List<Target> targets = new ArrayList<>();
    for (Group group : groups) {
      for (String address : group.targets()) {
        Map<String, String> labels = new LinkedHashMap<>(group.labels());
        labels.put("__address__", address);
        labels.put("__metrics_path__", path);
        labels.put("__scheme__", scheme);
        labels.putIfAbsent("job", name);
        params.forEach((key, values) -> labels.put("__param_" + key, values.get(0)));
        Map<String, String> relabelled = RelabelRule.apply(targetRules, labels);
        if (relabelled != null) {
          targets.add(Target.of(this, relabelled));
        }
      }
    }
    return targets;
  }

  @Override
  public String toString() {
    return "scrape job " + name;
  }
}
