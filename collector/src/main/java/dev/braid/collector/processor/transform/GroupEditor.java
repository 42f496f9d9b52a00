/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.transform;

import dev.braid.collector.ottl.ErrorReport;
import dev.braid.collector.ottl.Frame;
import dev.braid.otlp.edit.EditCursor;
import dev.braid.otlp.edit.Editor;
import dev.braid.otlp.edit.Level;

/** Runs the statements of one group wherever its context is. */
final class GroupEditor implements Editor {
  private final Group group;
  private final ErrorReport report;
  private final Frame frame;

  GroupEditor(Group group, ErrorReport report, Frame frame) {
    this.group = group;
    this.report = report;
    this.frame = frame;
  }

  @Override
  public boolean visits(Level level) {
    return group.statements().context().level() == level;
  }

  @Override
  public boolean editsAbove() {
    return group.statements().editsAbove();
  }

  @Override
  public boolean resource(EditCursor at) {
    return run(at);
  }

  @Override
  public boolean scope(EditCursor at) {
    return run(at);
  }

  @Override
  public boolean item(EditCursor at) {
    return run(at);
  }

  @Override
  public boolean part(EditCursor at) {
    return run(at);
  }

  private boolean run(EditCursor at) {
    frame.moveTo(at);
    if (group.conditions().isEmpty()
        || group.conditions().anyHolds(frame, group.errorMode(), report)) {
      group.statements().run(frame, group.errorMode(), report);
    }
    return true;
  }
}
