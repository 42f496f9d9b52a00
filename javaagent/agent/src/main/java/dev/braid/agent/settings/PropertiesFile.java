/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.settings;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Reads settings from a Java properties file in UTF-8, each under its property name. */
final class PropertiesFile {
  /** A file of settings is a few hundred lines. */
  private static final int MAX_BYTES = 1 << 20;

  private PropertiesFile() {}

  /** The file's settings; none, and a fault, where it cannot be read. */
  static SettingFile read(String path, List<String> faults) {
    try {
      String text = textOf(new File(path));
      Properties properties = new Properties();
      properties.load(new StringReader(text));
      Map<String, String> values = new LinkedHashMap<>();
      for (String name : properties.stringPropertyNames()) {
        values.put(name, properties.getProperty(name));
      }
      return new SettingFile(
          path, false, values, places(path, text), Collections.emptyMap(), Collections.emptySet());
    } catch (IOException | IllegalArgumentException unreadable) {
      faults.add(
          path
              + ": the file that otel.javaagent.configuration-file names cannot be read ("
              + unreadable.getMessage()
              + "); it must be a Java properties file in UTF-8");
      return SettingFile.NONE;
    }
  }

  private static String textOf(File file) throws IOException {
    try (InputStream in = new FileInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException("longer than " + MAX_BYTES + " bytes");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** The last line on which each name stands; names with escapes are not found. */
  private static Map<String, String> places(String path, String text) throws IOException {
    Map<String, String> places = new LinkedHashMap<>();
    BufferedReader lines = new BufferedReader(new StringReader(text));
    int number = 1;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String trimmed = line.trim();
      int end = 0;
      while (end < trimmed.length() && "=: \t".indexOf(trimmed.charAt(end)) < 0) {
        end++;
      }
      places.put(trimmed.substring(0, end), path + ':' + number + ':' + column(line));
      number++;
    }
    return places;
  }

  private static int column(String line) {
    int start = 0;
    while (start < line.length() && Character.isWhitespace(line.charAt(start))) {
      start++;
    }
    return start + 1;
  }
}
