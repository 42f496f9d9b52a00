/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver.prometheus;

import dev.braid.config.ConfigNode;
import dev.braid.config.Section;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * One rule of {@code relabel_configs} or {@code metric_relabel_configs}.
 *
 * @see <a
 *     href="https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config">
 *     relabel_config, Prometheus 3</a>
 */
record RelabelRule(
    String action,
    List<String> sourceLabels,
    String separator,
    Pattern regex,
    long modulus,
    String targetLabel,
    String replacement) {
  private static final Pattern GROUP = Pattern.compile("\\$(?:(\\d{1,3})|\\{(\\d{1,3})\\})");
  private static final List<String> WITH_TARGET =
      List.of("replace", "hashmod", "lowercase", "uppercase", "keepequal", "dropequal");
  private static final List<String> ACTIONS =
      List.of(
          "replace",
          "keep",
          "drop",
          "keepequal",
          "dropequal",
          "hashmod",
          "labelmap",
          "labeldrop",
          "labelkeep",
          "lowercase",
          "uppercase");

  /** Reads the list at {@code key}. */
  static List<RelabelRule> read(Section section, String key) {
    List<RelabelRule> rules = new ArrayList<>();
    List<ConfigNode> items = section.items(key);
    for (int i = 0; i < items.size(); i++) {
      Section rule =
          Section.of(section.pathOf(key) + "[" + i + "]", items.get(i), section.faults());
      rules.add(read(rule));
      rule.rejectUnknownKeys();
    }
    return List.copyOf(rules);
  }

  private static RelabelRule read(Section rule) {
    String text = rule.string("regex", "(.*)");
    Pattern regex = GROUP;
    try {
      regex = Pattern.compile(text, Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      rule.fault(
          "regex", "found '" + text + "', which is no regular expression: " + e.getDescription());
    }
    RelabelRule read =
        new RelabelRule(
            rule.choice("action", "replace", ACTIONS),
            rule.strings("source_labels"),
            rule.string("separator", ";"),
            regex,
            rule.number("modulus", 0, 0, Long.MAX_VALUE),
            rule.string("target_label", ""),
            rule.string("replacement", "$1"));
    if (WITH_TARGET.contains(read.action) && read.targetLabel.isEmpty()) {
      rule.fault("target_label", "is missing, action " + read.action + " needs it");
    }
    if (read.action.equals("hashmod") && read.modulus == 0) {
      rule.fault("modulus", "is missing, action hashmod needs it");
    }
    return read;
  }

  /** Applies {@code rules} in turn; null if one of them drops what has these labels. */
  static @Nullable Map<String, String> apply(List<RelabelRule> rules, Map<String, String> labels) {
    Map<String, String> result = new LinkedHashMap<>(labels);
    for (RelabelRule rule : rules) {
      if (!rule.apply(result)) {
        return null;
      }
    }
    return result;
  }

  private boolean apply(Map<String, String> labels) {
    List<String> values = new ArrayList<>();
    sourceLabels.forEach(label -> values.add(labels.getOrDefault(label, "")));
    String source = String.join(separator, values);
    switch (action) {
      case "keep" -> {
        return regex.matcher(source).matches();
      }
      case "drop" -> {
        return !regex.matcher(source).matches();
      }
      case "keepequal" -> {
        return source.equals(labels.getOrDefault(targetLabel, ""));
      }
      case "dropequal" -> {
        return !source.equals(labels.getOrDefault(targetLabel, ""));
      }
      case "hashmod" -> labels.put(targetLabel, Long.toString(hash(source)));
      case "lowercase" -> labels.put(targetLabel, source.toLowerCase(Locale.ROOT));
      case "uppercase" -> labels.put(targetLabel, source.toUpperCase(Locale.ROOT));
      case "labeldrop" -> labels.keySet().removeIf(name -> regex.matcher(name).matches());
      case "labelkeep" -> labels.keySet().removeIf(name -> !regex.matcher(name).matches());
      case "labelmap" -> map(labels);
      default -> replace(source, labels);
    }
    return true;
  }

  private void map(Map<String, String> labels) {
    for (Map.Entry<String, String> label : List.copyOf(labels.entrySet())) {
      Matcher matcher = regex.matcher(label.getKey());
      if (matcher.matches()) {
        labels.put(expand(matcher, replacement), label.getValue());
      }
    }
  }

  private void replace(String source, Map<String, String> labels) {
    Matcher matcher = regex.matcher(source);
    if (!matcher.matches()) {
      return;
    }
    String target = expand(matcher, targetLabel);
    String value = expand(matcher, replacement);
    if (value.isEmpty()) {
      labels.remove(target);
    } else {
      labels.put(target, value);
    }
  }

  /** Fills in groups as Go does: one that does not exist is empty. */
  private static String expand(Matcher matcher, String template) {
    StringBuilder result = new StringBuilder();
    Matcher groups = GROUP.matcher(template);
    int at = 0;
    while (groups.find()) {
      result.append(template, at, groups.start());
      at = groups.end();
      int group = Integer.parseInt(groups.group(1) == null ? groups.group(2) : groups.group(1));
      String value = group <= matcher.groupCount() ? matcher.group(group) : null;
      result.append(value == null ? "" : value);
    }
    return result.append(template.substring(at)).toString();
  }

  private long hash(String source) {
    try {
      // Prometheus takes the last eight bytes of MD5; this is no matter of security.
      byte[] md5 = MessageDigest.getInstance("MD5").digest(source.getBytes(StandardCharsets.UTF_8));
      return Long.remainderUnsigned(ByteBuffer.wrap(md5, 8, 8).getLong(), modulus);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
