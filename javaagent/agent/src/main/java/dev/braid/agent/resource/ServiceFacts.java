/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.resource;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Map;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The name of the service: what Spring Boot calls it, else the jar's name. Files are read from the
 * working folder and the jar as plain data; no class of the application is touched.
 */
final class ServiceFacts implements ResourceDetector.Facts {
  private static final String NAME = "spring.application.name";
  private static final String[] FOLDERS = {"BOOT-INF/classes/", ""};
  private static final String[] FILES = {
    "application.properties", "application.yml", "application.yaml"
  };

  @Override
  public void addTo(Map<String, Object> target) throws Exception {
    String command = System.getProperty("sun.java.command", "");
    String program = firstWord(command);
    String name = System.getProperty(NAME);
    name = name == null ? System.getenv("SPRING_APPLICATION_NAME") : name;
    name = name == null ? argument(command) : name;
    name = name == null ? inFolder() : name;
    name = name == null ? inJar(program) : name;
    name = name == null ? jarName(program) : name;
    if (name != null && !name.isEmpty()) {
      target.put("service.name", name);
    }
  }

  private static String firstWord(String command) {
    int jar = command.indexOf(".jar");
    int space = command.indexOf(' ', jar < 0 ? 0 : jar);
    return space < 0 ? command : command.substring(0, space);
  }

  static @Nullable String argument(String command) {
    String wanted = "--" + NAME + '=';
    int start = command.indexOf(wanted);
    if (start < 0) {
      return null;
    }
    int end = command.indexOf(' ', start);
    return command.substring(start + wanted.length(), end < 0 ? command.length() : end);
  }

  private static @Nullable String inFolder() throws Exception {
    for (String folder : new String[] {"config/", ""}) {
      for (String file : FILES) {
        Path path = Paths.get(folder + file);
        if (Files.isReadable(path)) {
          try (InputStream in = Files.newInputStream(path)) {
            String name = read(file, in);
            if (name != null) {
              return name;
            }
          }
        }
      }
    }
    return null;
  }

  private static @Nullable String inJar(String program) throws Exception {
    String first = program.endsWith(".jar") ? program : System.getProperty("java.class.path", "");
    int colon = first.indexOf(System.getProperty("path.separator", ":"));
    Path path = Paths.get(colon < 0 ? first : first.substring(0, colon));
    if (Files.isRegularFile(path)) {
      try (ZipFile jar = new ZipFile(path.toFile())) {
        return inJar(jar);
      }
    }
    for (String file : FILES) {
      Path plain = path.resolve(file);
      if (Files.isReadable(plain)) {
        try (InputStream in = Files.newInputStream(plain)) {
          String name = read(file, in);
          if (name != null) {
            return name;
          }
        }
      }
    }
    return null;
  }

  private static @Nullable String inJar(ZipFile jar) throws Exception {
    for (String folder : FOLDERS) {
      for (String file : FILES) {
        ZipEntry entry = jar.getEntry(folder.concat(file));
        if (entry != null) {
          try (InputStream in = jar.getInputStream(entry)) {
            String name = read(file, in);
            if (name != null) {
              return name;
            }
          }
        }
      }
    }
    return null;
  }

  static @Nullable String read(String file, InputStream in) throws Exception {
    String name;
    if (file.endsWith(".properties")) {
      Properties properties = new Properties();
      properties.load(in);
      name = properties.getProperty(NAME);
    } else {
      name = readYaml(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
    }
    // A placeholder is for Spring to fill in; we would show it literally.
    return name == null || name.contains("${") ? null : name.trim();
  }

  /** Finds spring: application: name: by indentation, or the dotted key. */
  private static @Nullable String readYaml(BufferedReader lines) throws Exception {
    String[] path = {"spring:", "application:", "name:"};
    int[] indents = {-1, -1, -1};
    int depth = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String text = line.trim();
      if (text.isEmpty() || text.startsWith("#")) {
        continue;
      }
      if (text.startsWith(NAME.concat(":"))) {
        return value(text, NAME.length() + 1);
      }
      int indent = line.indexOf(text);
      while (depth > 0 && indent <= indents[depth - 1]) {
        depth--;
      }
      if (text.startsWith(path[depth]) && (depth > 0 || indent == 0)) {
        if (depth == 2) {
          return value(text, path[depth].length());
        }
        indents[depth++] = indent;
      }
    }
    return null;
  }

  private static String value(String text, int start) {
    String value = text.substring(start).trim();
    int comment = value.indexOf(" #");
    value = comment < 0 ? value : value.substring(0, comment).trim();
    boolean isQuoted =
        value.length() > 1
            && (value.charAt(0) == '"' || value.charAt(0) == '\'')
            && value.charAt(value.length() - 1) == value.charAt(0);
    return isQuoted ? value.substring(1, value.length() - 1) : value;
  }

  static @Nullable String jarName(String program) {
    if (!program.endsWith(".jar")) {
      return null;
    }
    int slash = Math.max(program.lastIndexOf('/'), program.lastIndexOf('\\'));
    return program.substring(slash + 1, program.length() - 4);
  }
}
