/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.otlp.ProtoWriter;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttributeBlockTest {
  private static final InstrumentationScope SCOPE = new InstrumentationScope("test", null);
  private static final Key SYSTEM = Key.of("db.system.name");
  private static final Key PORT = Key.of("server.port");
  private static final Key ABSENT = Key.of("db.namespace");
  private static final Key OTHER = Key.of("other");

  private final AttributeBlock block =
      new AttributeBlock(SYSTEM, "postgresql", ABSENT, null, PORT, 5432L);

  @Test
  void block_isWrittenLikeItsAttributes_betweenOthers() throws Exception {
    Span span = start(128).set(OTHER, "before").put(block).set(Semconv.ERROR_TYPE, "after");
    Span plain = start(128).set(OTHER, "before").set(SYSTEM, "postgresql").set(PORT, 5432L);
    plain.set(Semconv.ERROR_TYPE, "after");

    assertThat(encoded(span).getAttributesList()).isEqualTo(encoded(plain).getAttributesList());
    assertThat(span.get(SYSTEM)).isEqualTo("postgresql");
    assertThat(span.get(PORT)).isEqualTo(5432L);
    assertThat(span.get(ABSENT)).isNull();
  }

  @Test
  void blockOverTheLimit_isCutLikeItsAttributes() throws Exception {
    Span span = start(2).set(OTHER, "first").put(block);

    assertThat(encoded(span).getAttributesList())
        .extracting(KeyValue::getKey)
        .containsExactly("other", "db.system.name");
    assertThat(encoded(span).getDroppedAttributesCount()).isEqualTo(1);
  }

  @Test
  void sharedBlock_keepsToTheLimitsOfEachTracer() throws Exception {
    Tracer brief = tracer(new SpanLimits(128, 128, 128, 4));

    List<KeyValue> cut = encoded(start(brief).put(block)).getAttributesList();
    List<KeyValue> whole = encoded(start(128).put(block)).getAttributesList();

    assertThat(cut.get(0).getValue().getStringValue()).isEqualTo("post");
    assertThat(whole.get(0).getValue().getStringValue()).isEqualTo("postgresql");
  }

  @Test
  void endedSpan_takesNoBlock() {
    Span span = start(128);
    span.end();

    assertThat(span.put(block).get(SYSTEM)).isNull();
  }

  private static Span start(int maxAttributes) {
    return start(tracer(new SpanLimits(maxAttributes, 128, 128, Integer.MAX_VALUE)));
  }

  private static Span start(Tracer tracer) {
    return tracer.start(SCOPE, SpanKind.CLIENT, "SELECT", (Span) null);
  }

  private static Tracer tracer(SpanLimits limits) {
    return new Tracer(Sampler.ALWAYS_ON, limits, span -> {});
  }

  private static io.opentelemetry.proto.trace.v1.Span encoded(Span span) throws Exception {
    ProtoWriter writer = new ProtoWriter(256);
    SpanEncoder.write(span, writer);
    return ScopeSpans.parseFrom(writer.toByteArray()).getSpans(0);
  }
}
