/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Message;
import dev.braid.otlp.Acknowledgement;
import dev.braid.otlp.AnyValueView;
import dev.braid.otlp.Batch;
import dev.braid.otlp.Fields;
import dev.braid.otlp.RandomRequests;
import dev.braid.otlp.Signal;
import dev.braid.otlp.SpanCursor;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pass against protobuf's builders, and what it promises around the bytes. */
class RewriteTest {
  private static final int REQUESTS = 60;

  @ParameterizedTest
  @EnumSource
  void randomEdits_doWhatTheOracleWouldDo(Signal signal) throws Exception {
    RandomRequests requests = new RandomRequests(RandomRequests.SEED);
    int changed = 0;
    for (int i = 0; i < REQUESTS; i++) {
      long seed = RandomRequests.SEED + i;
      boolean editsAbove = i % 2 == 0;
      Message request = requests.next(signal);
      Batch batch = Batch.of(signal, request.toByteArray());

      Rewrite rewrite = new Rewrite(List.of(RandomEdits.editor(seed, editsAbove)));
      Batch result = rewrite.apply(batch);

      Message expected = RandomEdits.model(signal, request, seed, editsAbove);
      assertThat(parse(signal, result)).as("seed %d", seed).isEqualTo(expected);
      assertThat(Arrays.mismatch(result.toByteArray(), expected.toByteArray()))
          .as("seed %d: first byte that differs", seed)
          .isEqualTo(-1);
      assertThat(result.itemCount())
          .as("seed %d", seed)
          .isEqualTo(Batch.of(signal, expected.toByteArray()).itemCount())
          .isEqualTo(batch.itemCount() - rewrite.dropped(0));
      changed += result == batch ? 0 : 1;
    }
    assertThat(changed).isGreaterThan(REQUESTS / 2);
  }

  @ParameterizedTest
  @EnumSource
  void sharedPass_doesWhatOnePassEachDoes(Signal signal) {
    RandomRequests requests = new RandomRequests(RandomRequests.SEED);
    for (int i = 0; i < REQUESTS; i++) {
      long seed = RandomRequests.SEED + 10L * i;
      Batch batch = Batch.of(signal, requests.next(signal).toByteArray());
      List<Editor> apart = List.of(items(seed), items(seed + 1), items(seed + 2));

      Rewrite shared = new Rewrite(List.of(items(seed), items(seed + 1), items(seed + 2)));
      Batch together = shared.apply(batch);

      Batch one = batch;
      for (int editor = 0; editor < apart.size(); editor++) {
        Rewrite single = new Rewrite(List.of(apart.get(editor)));
        one = single.apply(one);
        assertThat(shared.dropped(editor)).as("seed %d", seed).isEqualTo(single.dropped(0));
      }
      assertThat(Arrays.mismatch(together.toByteArray(), one.toByteArray()))
          .as("seed %d: first byte that differs", seed)
          .isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void lookingAtEverything_returnsTheSameBatch(Signal signal) {
    RandomRequests requests = new RandomRequests(RandomRequests.SEED);
    Rewrite rewrite = new Rewrite(List.of(new Reader()));
    for (int i = 0; i < REQUESTS; i++) {
      Batch batch = Batch.of(signal, requests.next(signal).toByteArray());

      Batch result = rewrite.apply(batch);

      assertThat(result).isSameAs(batch);
    }
  }

  @Test
  void rewrittenBatch_keepsWhereItCameFrom() {
    Acknowledgement acknowledgement = Acknowledgement.root(failure -> {});
    Batch batch =
        Batch.of(Signal.TRACES, request(3).toByteArray())
            .withReceived(17)
            .withMetadata(Map.of("tenant", "a"))
            .withAcknowledgement(acknowledgement);

    Batch result = new Rewrite(List.of(new DropSpans("span 1"))).apply(batch);

    assertThat(result.itemCount()).isEqualTo(2);
    assertThat(result.receivedEpochNanos()).isEqualTo(17);
    assertThat(result.metadata()).containsEntry("tenant", "a");
    assertThat(result.acknowledgement()).isSameAs(acknowledgement);
  }

  @Test
  void everythingDropped_leavesAnEmptyBatch() {
    Batch batch = Batch.of(Signal.TRACES, request(3).toByteArray());

    Rewrite rewrite = new Rewrite(List.of(new DropSpans("span")));
    Batch result = rewrite.apply(batch);

    assertThat(result.sizeBytes()).isZero();
    assertThat(result.itemCount()).isZero();
    assertThat(rewrite.dropped(0)).isEqualTo(3);
  }

  @Test
  void mergedBatch_isEditedSliceBySlice() {
    Batch batch = Batch.of(Signal.TRACES, request(2).toByteArray());
    Batch merged = Batch.merge(List.of(batch, batch, batch));

    Batch result = new Rewrite(List.of(new DropSpans("span 0"))).apply(merged);

    assertThat(names(result)).containsExactly("span 1", "span 1", "span 1");
  }

  @Test
  void editAbove_isSeenByWhatComesAfter() {
    Batch batch = Batch.of(Signal.TRACES, request(2).toByteArray());
    Key key = Key.of("seen");
    Editor counting =
        new Items() {
          @Override
          public boolean editsAbove() {
            return true;
          }

          @Override
          public boolean item(EditCursor at) {
            EditableAttributes resource = at.resource().attributes(Fields.Resource.ATTRIBUTES);
            AnyValueView before = resource.get(key);
            long count = before == null ? 1 : before.longValue() + 1;
            resource.put(key, AnyValue.of(count));
            at.item().attributes(Fields.Span.ATTRIBUTES).put(key, AnyValue.of(count));
            return true;
          }
        };

    Batch result = new Rewrite(List.of(counting)).apply(batch);

    SpanCursor cursor = new SpanCursor();
    cursor.reset(result);
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.resource().attributes().text("seen")).isEqualTo("2");
    assertThat(cursor.span().attributes().text("seen")).isEqualTo("1");
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.span().attributes().text("seen")).isEqualTo("2");
  }

  @Test
  void lengthsThatCrossAByte_staySound() {
    for (int length = 100; length < 140; length++) {
      String text = "n".repeat(length);
      Batch batch = Batch.of(Signal.TRACES, request(1).toByteArray());

      Batch result = new Rewrite(List.of(new Rename(text))).apply(batch);

      assertThat(names(result)).containsExactly(text);
    }
  }

  @Test
  void editorThatThrows_leavesThePassUsable() {
    Batch batch = Batch.of(Signal.TRACES, request(2).toByteArray());
    boolean[] fails = {true};
    Rewrite rewrite =
        new Rewrite(
            List.of(
                new Items() {
                  @Override
                  public boolean item(EditCursor at) {
                    at.item().setText(Fields.Span.NAME, "renamed");
                    if (fails[0]) {
                      throw new EditException("no");
                    }
                    return true;
                  }
                }));

    assertThatThrownBy(() -> rewrite.apply(batch)).isInstanceOf(EditException.class);
    fails[0] = false;
    Batch result = rewrite.apply(batch);

    assertThat(names(batch)).containsExactly("span 0", "span 1");
    assertThat(names(result)).containsExactly("renamed", "renamed");
  }

  @Test
  void passIsShared_onlyWhereTheResultIsTheSame() {
    Editor resource = new At(Level.RESOURCE);
    Editor span = new At(Level.ITEM);
    Editor event = new At(Level.PART);

    assertThat(Rewrite.canShare(resource, span)).isTrue();
    assertThat(Rewrite.canShare(span, event)).isTrue();
    assertThat(Rewrite.canShare(event, span)).isTrue();
    assertThat(Rewrite.canShare(span, resource)).isFalse();
    assertThat(Rewrite.canShare(span, RandomEdits.editor(1, true))).isFalse();
  }

  private static Editor items(long seed) {
    Editor all = RandomEdits.editor(seed, false);
    return new Items() {
      @Override
      public boolean item(EditCursor at) {
        return all.item(at);
      }

      @Override
      public boolean part(EditCursor at) {
        return all.part(at);
      }
    };
  }

  private static Message parse(Signal signal, Batch batch) throws Exception {
    return RandomRequests.prototype(signal).getParserForType().parseFrom(batch.toByteArray());
  }

  private static List<String> names(Batch batch) {
    List<String> names = new java.util.ArrayList<>();
    SpanCursor cursor = new SpanCursor();
    cursor.reset(batch);
    while (cursor.next()) {
      names.add(cursor.span().name().toString());
    }
    return names;
  }

  private static ExportTraceServiceRequest request(int spans) {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    for (int i = 0; i < spans; i++) {
      scope.addSpans(Span.newBuilder().setName("span " + i));
    }
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(
                    Resource.newBuilder().addAttributes(KeyValue.newBuilder().setKey("host")))
                .addScopeSpans(scope))
        .build();
  }

  private static class Items implements Editor {
    @Override
    public boolean visits(Level level) {
      return level == Level.ITEM || level == Level.PART;
    }
  }

  private static final class At implements Editor {
    private final Level level;

    At(Level level) {
      this.level = level;
    }

    @Override
    public boolean visits(Level asked) {
      return asked == level;
    }
  }

  private static final class DropSpans extends Items {
    private final String prefix;

    DropSpans(String prefix) {
      this.prefix = prefix;
    }

    @Override
    public boolean item(EditCursor at) {
      return !at.item().text(Fields.Span.NAME).startsWith(prefix);
    }
  }

  private static final class Rename extends Items {
    private final String name;

    Rename(String name) {
      this.name = name;
    }

    @Override
    public boolean item(EditCursor at) {
      at.item().setText(Fields.Span.NAME, name);
      return true;
    }
  }

  /** Reads at every level and changes nothing. */
  private static final class Reader implements Editor {
    @Override
    public boolean visits(Level level) {
      return true;
    }

    @Override
    public boolean resource(EditCursor at) {
      at.resource().attributes(Fields.Resource.ATTRIBUTES).has(Key.of("a"));
      return !at.resource().isEdited();
    }

    @Override
    public boolean scope(EditCursor at) {
      at.scope().text(Fields.Scope.NAME);
      at.scope().attributes(Fields.Scope.ATTRIBUTES).remove(Key.of("absent"));
      return true;
    }

    @Override
    public boolean item(EditCursor at) {
      at.item().messageOrNew(Fields.Span.STATUS).number(Fields.Status.CODE);
      return true;
    }

    @Override
    public boolean part(EditCursor at) {
      at.part().remove(16);
      return true;
    }
  }
}
