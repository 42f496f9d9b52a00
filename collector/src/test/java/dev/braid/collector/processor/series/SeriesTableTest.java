/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.series;

import static dev.braid.collector.processor.Processing.attribute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.otlp.Batch;
import dev.braid.otlp.Fields;
import dev.braid.otlp.Signal;
import dev.braid.otlp.edit.EditCursor;
import dev.braid.otlp.edit.Editor;
import dev.braid.otlp.edit.Level;
import dev.braid.otlp.edit.Rewrite;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SeriesTableTest {
  @Test
  void fullTable_takesNoOther_untilOldOnesExpire() {
    List<SeriesIdentity> ids = identities(point("a", "1"), point("a", "2"), point("a", "3"));
    SeriesTable<Object> table = new SeriesTable<>(2);
    Object first = table.find(ids.get(0), 0, Object::new);
    table.find(ids.get(1), 50, Object::new);

    assertThat(table.find(ids.get(2), 60, Object::new)).isNull();
    assertThat(table.find(ids.get(0), 60, Object::new)).isSameAs(first);
    assertThat(table.expire(110, 50)).isEqualTo(1);
    assertThat(table.find(ids.get(2), 110, Object::new)).isNotNull();
    assertThat(table.size()).isEqualTo(2);
  }

  @Test
  void identity_ignoresTheOrderOfAttributes_andTellsTypesApart() {
    List<SeriesIdentity> ids =
        identities(
            point("a", "1").addAttributes(attribute("b", "2")),
            point("b", "2").addAttributes(attribute("a", "1")),
            point("a", "2").addAttributes(attribute("b", "1")),
            NumberDataPoint.newBuilder().addAttributes(attribute("a", 1)),
            point("a", "1"));

    assertThat(ids.get(0)).isEqualTo(ids.get(1)).hasSameHashCodeAs(ids.get(1));
    assertThat(ids.subList(1, 5)).doesNotHaveDuplicates();
  }

  private static NumberDataPoint.Builder point(String key, String value) {
    return NumberDataPoint.newBuilder().addAttributes(attribute(key, value));
  }

  private static List<SeriesIdentity> identities(NumberDataPoint.Builder... points) {
    List<SeriesIdentity> ids = new ArrayList<>();
    Editor reader =
        new Editor() {
          @Override
          public boolean visits(Level level) {
            return level == Level.PART;
          }

          @Override
          public boolean part(EditCursor at) {
            ids.add(SeriesIdentity.of(at, Fields.NumberPoint.ATTRIBUTES, 0));
            return true;
          }
        };
    new Rewrite(List.of(reader))
        .apply(Batch.of(Signal.METRICS, Metrics.sum(Metrics.DELTA, points).toByteArray()));
    return ids;
  }
}
