/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.braid.collector.ottl.Arguments.Of;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Converters of texts and bytes. */
final class TextConverters {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private TextConverters() {}

  static void define(Functions.Registrar<Functions.Converter> converters) {
    converters.add("IsMatch", "target pattern", TextConverters::isMatch);
    converters.add("Concat", "vals delimiter", TextConverters::concat);
    converters.add("Split", "target delimiter", TextConverters::split);
    converters.add("Substring", "target start length utf8_safe?", TextConverters::substring);
    converters.add("ExtractPatterns", "target pattern", TextConverters::extractPatterns);
    converters.add("ConvertCase", "target to_case", TextConverters::convertCase);
    text(converters, "ToLowerCase", Texts::lowerCase);
    text(converters, "ToUpperCase", Texts::upperCase);
    text(converters, "ToSnakeCase", Texts::snakeCase);
    text(converters, "ToCamelCase", Texts::camelCase);
    converters.add("Trim", "target replacement?", TextConverters::trim);
    two(
        converters,
        "TrimPrefix",
        "prefix",
        (text, cut) -> text.startsWith(cut) ? text.substring(cut.length()) : text);
    two(
        converters,
        "TrimSuffix",
        "suffix",
        (text, cut) -> text.endsWith(cut) ? text.substring(0, text.length() - cut.length()) : text);
    two(converters, "HasPrefix", "prefix", String::startsWith);
    two(converters, "HasSuffix", "suffix", String::endsWith);
    text(converters, "ParseJSON", Texts::parseJson);
    text(converters, "SHA256", text -> digest("SHA-256", text));
    text(converters, "SHA512", text -> digest("SHA-512", text));
    text(converters, "SHA1", text -> digest("SHA-1", text));
    text(converters, "MD5", text -> digest("MD5", text));
    text(converters, "FNV", TextConverters::fnv);
    text(converters, "Base64Decode", TextConverters::base64Decode);
    text(converters, "Base64Encode", text -> Base64.getEncoder().encodeToString(Texts.utf8(text)));
    converters.add(
        "Hex",
        "target",
        a -> {
          Of<byte[]> bytes = a.bytes(0);
          return frame -> HexFormat.of().formatHex(bytes.get(frame));
        });
  }

  private interface OfText {
    Object of(String text);
  }

  private interface OfTwo {
    Object of(String text, String other);
  }

  private static void text(
      Functions.Registrar<Functions.Converter> converters, String name, OfText function) {
    converters.add(
        name,
        "target",
        a -> {
          Of<String> text = a.string(0);
          return frame -> function.of(text.get(frame));
        });
  }

  private static void two(
      Functions.Registrar<Functions.Converter> converters,
      String name,
      String second,
      OfTwo function) {
    converters.add(
        name,
        "target " + second,
        a -> {
          Of<String> text = a.string(0);
          Of<String> other = a.string(1);
          return frame -> function.of(text.get(frame), other.get(frame));
        });
  }

  private static Getter isMatch(Arguments arguments) throws SyntaxException {
    Arguments.Text target = arguments.text(0);
    Of<Pattern> pattern = arguments.pattern(1);
    return frame -> {
      String text = target.get(frame);
      return text != null && pattern.get(frame).matcher(text).find();
    };
  }

  private static Getter concat(Arguments arguments) throws SyntaxException {
    List<Getter> values = arguments.list(0);
    Of<String> delimiter = arguments.string(1);
    return frame -> {
      StringBuilder result = new StringBuilder();
      String between = delimiter.get(frame);
      for (int i = 0; i < values.size(); i++) {
        String text = Values.text(values.get(i).get(frame));
        result.append(i == 0 ? "" : between).append(text == null ? "<nil>" : text);
      }
      return result.toString();
    };
  }

  private static Getter split(Arguments arguments) throws SyntaxException {
    Of<String> target = arguments.string(0);
    Of<String> delimiter = arguments.string(1);
    return frame -> {
      String text = target.get(frame);
      String between = delimiter.get(frame);
      List<@Nullable Object> parts = new ArrayList<>();
      if (between.isEmpty()) {
        text.codePoints().forEach(point -> parts.add(Character.toString(point)));
        return parts;
      }
      int from = 0;
      for (int at = text.indexOf(between); at >= 0; at = text.indexOf(between, from)) {
        parts.add(text.substring(from, at));
        from = at + between.length();
      }
      parts.add(text.substring(from));
      return parts;
    };
  }

  /** Start and length count bytes; characters that they cut become U+FFFD unless utf8_safe. */
  private static Getter substring(Arguments arguments) throws SyntaxException {
    Of<String> target = arguments.string(0);
    Of<Long> start = arguments.integer(1);
    Of<Long> length = arguments.integer(2);
    boolean isSafe = arguments.flag(3);
    return frame -> {
      byte[] bytes = Texts.utf8(target.get(frame));
      long from = start.get(frame);
      long count = length.get(frame);
      if (from < 0 || count <= 0 || from > bytes.length || count > bytes.length - from) {
        throw new EvaluationException(
            "Substring of " + bytes.length + " bytes from " + from + ", length " + count);
      }
      int begin = (int) from;
      int end = (int) (from + count);
      if (isSafe) {
        while (begin < bytes.length && isInside(bytes, begin)) {
          begin++;
        }
        while (begin < end && end < bytes.length && isInside(bytes, end)) {
          end--;
        }
        end = Math.max(begin, end);
      }
      return Texts.ofUtf8(bytes, begin, end);
    };
  }

  private static boolean isInside(byte[] utf8, int at) {
    return (utf8[at] & 0xc0) == 0x80;
  }

  private static Getter extractPatterns(Arguments arguments) throws SyntaxException {
    Of<String> target = arguments.string(0);
    Of<Pattern> pattern = arguments.pattern(1);
    return frame -> {
      Pattern compiled = pattern.get(frame);
      if (compiled.namedGroups().isEmpty()) {
        throw new EvaluationException("ExtractPatterns needs a named group in its pattern");
      }
      Map<String, @Nullable Object> groups = new LinkedHashMap<>();
      Matcher matcher = compiled.matcher(target.get(frame));
      if (matcher.find()) {
        compiled.namedGroups().entrySet().stream()
            .sorted(Map.Entry.comparingByValue())
            .forEach(
                group -> {
                  String content = matcher.group(group.getValue());
                  groups.put(group.getKey(), content == null ? "" : content);
                });
      }
      return groups;
    };
  }

  private static Getter convertCase(Arguments arguments) throws SyntaxException {
    Of<String> target = arguments.string(0);
    String toCase = arguments.word(1, "lower", "upper", "snake", "camel");
    return frame -> {
      String text = target.get(frame);
      return switch (toCase) {
        case "lower" -> Texts.lowerCase(text);
        case "upper" -> Texts.upperCase(text);
        case "snake" -> Texts.snakeCase(text);
        default -> Texts.camelCase(text);
      };
    };
  }

  private static Getter trim(Arguments arguments) throws SyntaxException {
    Of<String> target = arguments.string(0);
    String cut = arguments.has(1) ? arguments.word(1) : " ";
    return frame -> Texts.trim(target.get(frame), cut);
  }

  private static String digest(String algorithm, String text) {
    try {
      byte[] digest = MessageDigest.getInstance(algorithm).digest(Texts.utf8(text));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }

  /** The 64 bits of FNV-1a. */
  private static Object fnv(String text) {
    long hash = FNV_OFFSET;
    for (byte part : Texts.utf8(text)) {
      hash = (hash ^ (part & 0xff)) * FNV_PRIME;
    }
    return hash;
  }

  private static Object base64Decode(String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      return Texts.ofUtf8(bytes, 0, bytes.length);
    } catch (IllegalArgumentException e) {
      throw new EvaluationException("found no Base64");
    }
  }
}
