/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SectionTest {
  private enum Fruit {
    APPLE,
    PEAR
  }

  private final ConfigLoader loader = new ConfigLoader(name -> null);

  @Test
  void everyFault_isTold_withPathPlaceAndNearestName() {
    loader.text("f", "timeuot: 5s\nfruit: grape\nqueue: {size: many}\n");
    Section root = loader.root();

    root.duration("timeout", Duration.ZERO);
    Fruit fruit = root.choice("fruit", Fruit.PEAR);
    int size = root.section("queue").integer("size", 3, 1, 10);
    root.requiredString("endpoint");
    root.rejectUnknownKeys();

    assertThat(fruit).isEqualTo(Fruit.PEAR);
    assertThat(size).isEqualTo(3);
    assertThat(loader.faults().toString())
        .contains("f:2:8 fruit: found 'grape', allowed one of apple, pear")
        .contains("f:3:15 queue.size: found 'many', allowed a whole number from 1 to 10")
        .contains("endpoint: found nothing, allowed a text")
        .contains("timeuot: unknown key, allowed endpoint, fruit, queue, timeout", "'timeout'?");
  }

  @Test
  void enumConstant_isReadInLowerCase() {
    loader.text("f", "fruit: apple\n");

    assertThat(loader.root().choice("fruit", Fruit.PEAR)).isEqualTo(Fruit.APPLE);
    assertThat(loader.faults().isEmpty()).isTrue();
  }

  @Test
  void emptyValues_countAsAbsent() {
    loader.text("f", "endpoint:\ntls:\nlist:\n");
    Section root = loader.root();

    assertThat(root.string("endpoint", "default")).isEqualTo("default");
    assertThat(root.section("tls").bool("insecure", false)).isFalse();
    assertThat(root.strings("list")).isEmpty();
    root.rejectUnknownKeys();
    assertThat(loader.faults().isEmpty()).isTrue();
  }
}
