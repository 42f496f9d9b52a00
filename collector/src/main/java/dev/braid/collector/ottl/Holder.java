/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.ottl;

import dev.braid.otlp.edit.EditableMessage;
import org.jspecify.annotations.Nullable;

/** Where a field of a path lies: which message, and under which number. */
interface Holder {
  /** The message, or null where there is none, such as the data of an empty metric. */
  @Nullable EditableMessage message(Frame frame);

  /** The field's number, 0 where the message has no such field. */
  int field(Frame frame);

  /** The message in {@code frame}, always there. */
  @FunctionalInterface
  interface Message {
    EditableMessage of(Frame frame);

    /** The field of that number in it. */
    default Holder field(int number) {
      return new Holder() {
        @Override
        public EditableMessage message(Frame frame) {
          return of(frame);
        }

        @Override
        public int field(Frame frame) {
          return number;
        }
      };
    }
  }
}
