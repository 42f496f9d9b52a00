/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp.edit;

import dev.braid.otlp.Batch;
import dev.braid.otlp.Fields;
import dev.braid.otlp.Signal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a {@link Rewrite} stands, seen from an {@link Editor}. What lies below the level of the
 * call is not set. Reused; owned by the pass.
 */
public final class EditCursor {
  private final EditableMessage resourceEntry;
  private final EditableMessage scopeEntry;
  private final EditableMessage item;
  private @Nullable EditableMessage part;
  private Signal signal = Signal.TRACES;
  private Map<String, String> metadata = Map.of();

  EditCursor(Scratch outer, Scratch inner) {
    resourceEntry = new EditableMessage(outer);
    scopeEntry = new EditableMessage(outer);
    item = new EditableMessage(inner);
  }

  public Signal signal() {
    return signal;
  }

  /** What the receiver kept of the headers of the batch's request. */
  public Map<String, String> metadata() {
    return metadata;
  }

  /** ResourceSpans, ResourceMetrics or ResourceLogs; its scopes are not to be touched here. */
  public EditableMessage resourceEntry() {
    return resourceEntry;
  }

  /** The Resource; an empty one where the sender gave none, which is added when it is edited. */
  public EditableMessage resource() {
    return resourceEntry.messageOrNew(Fields.Wrapper.RESOURCE);
  }

  /** ScopeSpans, ScopeMetrics or ScopeLogs; its items are not to be touched here. */
  public EditableMessage scopeEntry() {
    return scopeEntry;
  }

  /** The InstrumentationScope, as {@link #resource()}. */
  public EditableMessage scope() {
    return scopeEntry.messageOrNew(Fields.Wrapper.SCOPE);
  }

  /** The span, log record or metric. */
  public EditableMessage item() {
    return item;
  }

  /** The Gauge, Sum, Histogram, ExponentialHistogram or Summary of the metric, null for none. */
  public @Nullable EditableMessage metricData() {
    int field = metricDataField();
    return field == 0 ? null : item.message(field);
  }

  /** The field of {@link Fields.Metric} in which the metric's data lies, 0 for none. */
  public int metricDataField() {
    return Rewrite.dataField(item);
  }

  /** The span event or data point. */
  public EditableMessage part() {
    EditableMessage current = part;
    if (current == null) {
      throw new IllegalStateException("the cursor stands on no part");
    }
    return current;
  }

  void forget() {
    resourceEntry.forget();
    scopeEntry.forget();
    item.forget();
    part = null;
  }

  void setBatch(Batch batch) {
    signal = batch.signal();
    metadata = batch.metadata();
  }

  void setPart(@Nullable EditableMessage current) {
    part = current;
  }
}
