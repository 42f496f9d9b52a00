/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConfigLoaderTest {
  private final Map<String, String> environment =
      Map.of("PORT", "4317", "EMPTY", "", "LIST", "[a, b]");
  private final ConfigLoader loader = new ConfigLoader(environment::get);

  @Test
  void laterFiles_mergeMappingsAndReplaceTheRest() {
    loader.text("a", "x: {p: 1, q: [1, 2]}").text("b", "x: {q: [3], r: 4}").set("x.p=9");

    Section x = loader.root().section("x");

    assertThat(x.integer("p", 0, 0, 10)).isEqualTo(9);
    assertThat(x.strings("q")).containsExactly("3");
    assertThat(x.integer("r", 0, 0, 10)).isEqualTo(4);
    assertThat(loader.faults().faults()).isEmpty();
  }

  @Test
  void references_areReplacedWholeOrInsideAText() {
    loader.text(
        "f",
        "a: ${env:PORT}\nb: host:${PORT}\nc: ${env:NONE:-dflt}\nd: $$x\ne: ${env:LIST}\n"
            + "f: ${env:EMPTY:-x}\n");

    Section root = loader.root();

    assertThat(root.integer("a", 0, 0, 9999)).isEqualTo(4317);
    assertThat(root.string("b", "")).isEqualTo("host:4317");
    assertThat(root.string("c", "")).isEqualTo("dflt");
    assertThat(root.string("d", "")).isEqualTo("$x");
    assertThat(root.strings("e")).containsExactly("a", "b");
    assertThat(root.string("f", "")).isEqualTo("x");
  }

  @Test
  void missingVariable_isEmptyAndNoted() {
    loader.text("f", "a: ${env:NONE}");

    assertThat(loader.root().optionalString("a")).isNull();

    assertThat(loader.faults().faults()).isEmpty();
    assertThat(loader.faults().warnings())
        .extracting(Fault::toString)
        .containsExactly("f:1:4: the variable NONE is not set, taken as empty");
  }

  @Test
  void allFaults_areToldAtOnceWithTheirPlaces() {
    loader.text("f.yaml", "timeout: 5\nsize: 9999\nmode: fats\nextra: 1\nflag: yes\n");
    Section root = loader.root();

    root.duration("timeout", Duration.ZERO);
    root.integer("size", 0, 1, 100);
    root.choice("mode", "fast", List.of("fast", "slow"));
    root.bool("flag", false);
    root.has("extras");
    root.rejectUnknownKeys();

    assertThat(loader.faults().toString().lines())
        .containsExactly(
            "f.yaml:1:10 timeout: found '5', allowed a duration such as 500ms, 30s or 1h30m",
            "f.yaml:2:7 size: found '9999', allowed a whole number from 1 to 100",
            "f.yaml:3:7 mode: found 'fats', allowed one of fast, slow, did you mean 'fast'?",
            "f.yaml:5:7 flag: found 'yes', allowed true or false",
            "f.yaml:4:8 extra: unknown key, allowed extras, flag, mode, size, timeout, did you mean"
                + " 'extras'?");
  }

  @Test
  void brokenYaml_isAFaultWithItsPlace() {
    loader.text("f", "a: [1, 2\nb: 3\n");

    loader.root();

    assertThat(loader.faults().faults()).hasSize(1);
    assertThat(loader.faults().toString()).startsWith("f:2:").contains("not YAML");
  }

  @Test
  void keyTwice_isAFault() {
    loader.text("f", "a: 1\na: 2\n").root();

    assertThat(loader.faults().toString()).contains("f:2:1");
  }

  @Test
  void deepNesting_isRefusedNotOverflown() {
    loader.text("f", "[".repeat(2000)).root();

    assertThat(loader.faults().isEmpty()).isFalse();
  }
}
