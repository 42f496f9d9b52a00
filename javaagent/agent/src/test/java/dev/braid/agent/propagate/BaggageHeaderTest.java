/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.propagate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.bootstrap.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BaggageHeaderTest {
  private static final long SEED = 20_261_125;

  private static Baggage read(String header) {
    Object baggage = Headers.of("baggage", header).extract("baggage").baggage;
    return baggage == null ? Baggage.EMPTY : (Baggage) baggage;
  }

  private static String write(Map<String, Baggage.Entry> entries) {
    Context context = Context.ROOT.withBaggage(Baggage.of(entries));
    return Headers.injected(context, "baggage").values.getOrDefault("baggage", "");
  }

  private static Baggage.Entry entry(String value) {
    return new Baggage.Entry(value, "");
  }

  @Test
  void members_areReadWithTheirProperties() {
    Baggage baggage = read(" user = ann%20b ;p;q=1 , empty=,plus=a+b=c");

    assertThat(baggage.entries())
        .containsOnlyKeys("user", "empty", "plus")
        .containsEntry("user", new Baggage.Entry("ann b", "p;q=1"));
    assertThat(baggage.get("empty")).isEmpty();
    assertThat(baggage.get("plus")).isEqualTo("a+b=c");
  }

  @Test
  void malformedMembers_areLeftOut_othersStay() {
    Baggage baggage = read("=x,,novalue,two words=1,good=1,bad%=%zz%4");

    assertThat(baggage.get("good")).isEqualTo("1");
    assertThat(baggage.get("bad%")).isEqualTo("%zz%4");
    assertThat(baggage.entries()).hasSize(2);
  }

  @Test
  void tooLongHeader_isAsGoodAsNone() {
    String longest = "a=" + "x".repeat(BaggageHeader.MAX_CHARS - 2);

    assertThat(read(longest).entries()).hasSize(1);
    assertThat(read(longest + "x").entries()).isEmpty();
  }

  @Test
  void moreMembersThanAllowed_areNotRead() {
    StringBuilder header = new StringBuilder();
    for (int i = 0; i <= BaggageHeader.MAX_ENTRIES; i++) {
      header.append(i == 0 ? "" : ",").append('k').append(i).append("=v");
    }

    assertThat(read(header.toString()).entries())
        .hasSize(BaggageHeader.MAX_ENTRIES)
        .doesNotContainKey("k" + BaggageHeader.MAX_ENTRIES);
  }

  @Test
  void tooLargeBaggage_isWrittenAsFarAsItFits() {
    Map<String, Baggage.Entry> entries = new LinkedHashMap<>();
    entries.put("small", entry("1"));
    entries.put("large", entry("x".repeat(BaggageHeader.MAX_CHARS)));

    assertThat(write(entries)).isEqualTo("small=1");
  }

  @Test
  void specialCharacters_areEncoded() {
    Map<String, Baggage.Entry> entries = new LinkedHashMap<>();
    entries.put("k", new Baggage.Entry("a,b;c \"ü%", "meta=1"));

    assertThat(write(entries)).isEqualTo("k=a%2Cb%3Bc%20%22%C3%BC%25;meta=1");
  }

  @Test
  void anyValue_comesBackAsItWas() {
    Random random = new Random(SEED);
    for (int i = 0; i < 500; i++) {
      Map<String, Baggage.Entry> entries = new LinkedHashMap<>();
      for (int k = random.nextInt(5); k >= 0; k--) {
        StringBuilder value = new StringBuilder();
        for (int length = random.nextInt(20); length > 0; length--) {
          value.appendCodePoint(1 + random.nextInt(0xd7ff));
        }
        entries.put("k" + k, entry(value.toString()));
      }

      assertThat(read(write(entries)).entries()).as("seed %d, run %d", SEED, i).isEqualTo(entries);
    }
  }
}
