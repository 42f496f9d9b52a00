/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.filter;

import dev.braid.collector.ottl.Conditions;
import dev.braid.collector.ottl.ErrorReport;
import dev.braid.collector.ottl.Frame;
import dev.braid.otlp.edit.EditCursor;
import dev.braid.otlp.edit.Editor;
import dev.braid.otlp.edit.Level;
import org.jspecify.annotations.Nullable;

/** Drops what a rule holds for, from the outside to the inside. */
final class FilterEditor implements Editor {
  private final FilterRules rules;
  private final ErrorReport report;
  private final Frame frame;
  private final @Nullable Conditions[] byLevel = new @Nullable Conditions[Level.values().length];

  FilterEditor(FilterRules rules, ErrorReport report, Frame frame) {
    this.rules = rules;
    this.report = report;
    this.frame = frame;
    rules.conditions().forEach((context, list) -> byLevel[context.level().ordinal()] = list);
  }

  @Override
  public boolean visits(Level level) {
    return byLevel[level.ordinal()] != null;
  }

  @Override
  public boolean resource(EditCursor at) {
    return stays(at, Level.RESOURCE);
  }

  @Override
  public boolean scope(EditCursor at) {
    return stays(at, Level.SCOPE);
  }

  @Override
  public boolean item(EditCursor at) {
    return stays(at, Level.ITEM);
  }

  @Override
  public boolean part(EditCursor at) {
    return stays(at, Level.PART);
  }

  private boolean stays(EditCursor at, Level level) {
    Conditions conditions = byLevel[level.ordinal()];
    return conditions == null || !conditions.anyHolds(frame.moveTo(at), rules.errorMode(), report);
  }
}
