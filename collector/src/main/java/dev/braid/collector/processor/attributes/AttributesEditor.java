/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.attributes;

import dev.braid.collector.processor.match.Selection;
import dev.braid.otlp.Fields;
import dev.braid.otlp.Signal;
import dev.braid.otlp.edit.EditCursor;
import dev.braid.otlp.edit.Editor;
import dev.braid.otlp.edit.Level;
import java.util.List;

/** Edits the attributes of spans, log records and data points. Used by one thread. */
final class AttributesEditor implements Editor {
  private final Signal signal;
  private final Selection selection;
  private final List<AttributeAction> actions;
  private boolean selected;

  AttributesEditor(Signal signal, Selection selection, List<AttributeAction> actions) {
    this.signal = signal;
    this.selection = selection;
    this.actions = actions;
  }

  @Override
  public boolean visits(Level level) {
    return level == Level.ITEM || (level == Level.PART && signal == Signal.METRICS);
  }

  @Override
  public boolean item(EditCursor at) {
    selected = selection.selects(at);
    if (selected) {
      switch (at.signal()) {
        case TRACES -> apply(at, Fields.Span.ATTRIBUTES);
        case LOGS -> apply(at, Fields.LogRecord.ATTRIBUTES);
        case METRICS -> {} // what a metric has, its points have
      }
    }
    return true;
  }

  private void apply(EditCursor at, int field) {
    AttributeActionReader.apply(actions, at.item().attributes(field), at.metadata());
  }

  @Override
  public boolean part(EditCursor at) {
    int field = PointAttributes.field(at);
    if (selected && field != 0) {
      AttributeActionReader.apply(actions, at.part().attributes(field), at.metadata());
    }
    return true;
  }
}
