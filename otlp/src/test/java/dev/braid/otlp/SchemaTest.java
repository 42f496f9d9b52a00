/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaTest {
  private final Set<String> compared = new HashSet<>();

  @ParameterizedTest
  @EnumSource
  void schema_agreesWithTheOraclesDescriptors(Signal signal) {
    compare(Schema.request(signal), RandomRequests.prototype(signal).getDescriptorForType());

    assertThat(compared).hasSizeGreaterThan(9);
  }

  private void compare(MessageType ours, Descriptor theirs) {
    if (!compared.add(ours.name + theirs.getFullName())) {
      return;
    }
    for (int number = 1; number <= MessageType.MAX_FIELD; number++) {
      assertThat(ours.field(number) == null)
          .as("%s.%d is unknown", theirs.getFullName(), number)
          .isEqualTo(theirs.findFieldByNumber(number) == null);
    }
    for (FieldDescriptor field : theirs.getFields()) {
      FieldType found = ours.field(field.getNumber());
      assertThat(found).as(field.getFullName()).isNotNull();
      compare(requireNonNull(found), field);
      assertThat(ours.field(field.getJsonName())).isSameAs(found);
      assertThat(ours.field(field.getName())).isSameAs(found);
    }
  }

  private void compare(FieldType ours, FieldDescriptor theirs) {
    assertThat(ours.jsonName).isEqualTo(theirs.getJsonName());
    assertThat(ours.isRepeated).as(theirs.getFullName()).isEqualTo(theirs.isRepeated());
    assertThat(ours.isPacked).as(theirs.getFullName()).isEqualTo(theirs.isPacked());
    assertThat(ours.presence == FieldType.Presence.ONEOF)
        .isEqualTo(theirs.getRealContainingOneof() != null);
    assertThat(ours.presence != FieldType.Presence.SINGULAR || !theirs.hasPresence()).isTrue();
    String kind = ours.kind.name();
    assertThat(kind.endsWith("_ID") ? "BYTES" : kind)
        .as(theirs.getFullName())
        .isEqualTo(theirs.getType().name());
    if (ours.kind == FieldType.Kind.ENUM) {
      for (EnumValueDescriptor value : theirs.getEnumType().getValues()) {
        assertThat(ours.enumNames[value.getNumber()]).isEqualTo(value.getName());
      }
    }
    MessageType message = ours.message;
    if (message != null) {
      compare(message, theirs.getMessageType());
    }
  }
}
