/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp.edit;

import dev.braid.otlp.Batch;
import dev.braid.otlp.Fields;
import dev.braid.otlp.ProtoReader;
import dev.braid.otlp.ProtoWriter;
import dev.braid.otlp.Signal;
import dev.braid.otlp.WireType;
import java.util.Arrays;
import java.util.List;

/**
 * A pass of editors over batches. Reused; owned by one thread.
 *
 * <p>Each editor sees what the ones before it have left. Resources, scopes and items that lose all
 * that is below them vanish with it. Several editors may share a pass only if the result is the
 * same as that of a pass each: see {@link #canShare}.
 *
 * <p>The output is a rope of slices: an untouched run of items is one slice of the source, and what
 * was edited contributes its new fields. One copy makes the batch of it.
 */
public final class Rewrite {
  private static final byte[] NOTHING = {};
  private static final int[] DATA_FIELDS = {
    Fields.Metric.GAUGE,
    Fields.Metric.SUM,
    Fields.Metric.HISTOGRAM,
    Fields.Metric.EXPONENTIAL_HISTOGRAM,
    Fields.Metric.SUMMARY
  };

  private static final Editor NOBODY =
      new Editor() {
        @Override
        public boolean visits(Level level) {
          return false;
        }
      };

  private final List<Editor> editors;
  private final boolean[][] visits;
  private final int[] dropped;
  private final Scratch outer = new Scratch();
  private final Scratch inner = new Scratch();
  private final EditCursor cursor = new EditCursor(outer, inner);
  private final Rope rope = new Rope();
  private final Rope head = new Rope();
  private final ProtoReader counter = new ProtoReader();
  private final EditableMessage.PartEditor partEditor =
      new EditableMessage.PartEditor() {
        @Override
        public boolean edit(EditableMessage part) {
          return editPart(part);
        }
      };

  private Editor currentEditor = NOBODY;
  private int itemsDropped;

  /** {@code editors} in the order in which they see each level. */
  public Rewrite(List<Editor> editors) {
    this.editors = List.copyOf(editors);
    this.dropped = new int[editors.size()];
    this.visits = new boolean[Level.values().length][editors.size()];
    for (Level level : Level.values()) {
      for (int i = 0; i < editors.size(); i++) {
        visits[level.ordinal()][i] = editors.get(i).visits(level);
      }
    }
  }

  /**
   * Whether {@code second} may follow {@code first} in one pass: the result is that of two passes
   * if neither edits above its level, and the second does not look at a level that the first one
   * has yet to leave.
   */
  public static boolean canShare(Editor first, Editor second) {
    return !first.editsAbove() && !second.editsAbove() && deepest(first) <= shallowest(second);
  }

  private static int deepest(Editor editor) {
    return editor.visits(Level.ITEM) || editor.visits(Level.PART)
        ? Level.ITEM.ordinal()
        : editor.visits(Level.SCOPE) ? Level.SCOPE.ordinal() : Level.RESOURCE.ordinal();
  }

  private static int shallowest(Editor editor) {
    return editor.visits(Level.RESOURCE)
        ? Level.RESOURCE.ordinal()
        : editor.visits(Level.SCOPE) ? Level.SCOPE.ordinal() : Level.ITEM.ordinal();
  }

  /** How many items the editor at {@code index} has dropped from the last batch. */
  public int dropped(int index) {
    return dropped[index];
  }

  /**
   * The batch as the editors leave it, with the metadata, receive time and acknowledgement of
   * {@code batch}; {@code batch} itself if they change nothing. If everything was dropped, the
   * result has a size of 0 and still carries the acknowledgement.
   *
   * @throws EditException where the result is larger than a batch can be
   */
  public Batch apply(Batch batch) {
    try {
      return rewrite(batch);
    } finally {
      // What is kept for the next pass must not pin this one's bytes.
      rope.clear();
      head.clear();
      cursor.forget();
      outer.reset();
      inner.reset();
      counter.reset(NOTHING, 0, 0);
    }
  }

  private Batch rewrite(Batch batch) {
    cursor.setBatch(batch);
    itemsDropped = 0;
    Arrays.fill(dropped, 0);
    boolean changed = false;
    for (int i = 0; i < batch.sliceCount(); i++) {
      int from = batch.sliceOffset(i);
      changed |= slice(batch.sliceArray(i), from, from + batch.sliceLength(i));
    }
    if (outer.bytes().isOverflown() || inner.bytes().isOverflown()) {
      throw new EditException(
          "the edited batch is larger than " + ProtoWriter.MAX_BYTES + " bytes");
    }
    return changed ? batch.rewritten(rope.toByteArray(), batch.itemCount() - itemsDropped) : batch;
  }

  private boolean slice(byte[] array, int from, int to) {
    ProtoReader reader = new ProtoReader().reset(array, from, to);
    boolean changed = false;
    while (reader.next()) {
      if (isMessage(reader, Fields.Wrapper.RESOURCE_ITEMS)) {
        changed |= resource(array, reader) != Fate.UNTOUCHED;
      } else {
        rope.append(array, reader.fieldStart(), reader.position());
      }
    }
    return changed;
  }

  private Fate resource(byte[] array, ProtoReader at) {
    outer.releaseMessages(0);
    EditableMessage entry = cursor.resourceEntry();
    entry.wrap(null, array, at.offset(), at.offset() + at.length());
    for (int i = 0; i < editors.size(); i++) {
      if (visits[0][i] && !editors.get(i).resource(cursor)) {
        return drop(i, countItems(array, at.fieldStart(), at.position()));
      }
    }
    return container(entry, Level.SCOPE, array, at);
  }

  private Fate scope(byte[] array, ProtoReader at) {
    EditableMessage entry = cursor.scopeEntry();
    entry.wrap(null, array, at.offset(), at.offset() + at.length());
    for (int i = 0; i < editors.size(); i++) {
      if (visits[1][i] && !editors.get(i).scope(cursor)) {
        return drop(i, countScope(array, at));
      }
    }
    return container(entry, Level.ITEM, array, at);
  }

  /**
   * Writes a resource or scope entry: what the editors leave of the elements in field 2, which both
   * have, between its fields before and after. The fields around are written last, since an editor
   * may change them while it stands below.
   */
  private Fate container(EditableMessage entry, Level below, byte[] array, ProtoReader at) {
    int slices = rope.count();
    int bytes = rope.length();
    int header = rope.reserve();
    int kept = 0;
    int lost = 0;
    boolean changed = false;
    if (visitsFrom(below)) {
      ProtoReader elements = new ProtoReader().reset(array, at.offset(), at.offset() + at.length());
      while (elements.next()) {
        if (isMessage(elements, Fields.Wrapper.ITEM)) {
          Fate fate = below == Level.SCOPE ? scope(array, elements) : item(array, elements);
          changed |= fate != Fate.UNTOUCHED;
          kept += fate == Fate.GONE ? 0 : 1;
          lost += fate == Fate.GONE ? 1 : 0;
        }
      }
    }
    if (lost > 0 && kept == 0) {
      rope.truncate(slices, bytes);
      return Fate.GONE;
    }
    int field = at.field();
    if (changed) {
      frame(entry, field, header, bytes);
    } else {
      rope.truncate(slices, bytes);
      if (entry.isEdited()) {
        entry.appendTo(rope, field);
      } else {
        rope.append(array, at.fieldStart(), at.position());
      }
    }
    return changed || entry.isEdited() ? Fate.CHANGED : Fate.UNTOUCHED;
  }

  /** Puts the entry's own fields around the elements that the rope holds since {@code bytes}. */
  private void frame(EditableMessage entry, int field, int header, int bytes) {
    int elements = rope.length() - bytes;
    entry.appendFields(rope, Fields.Wrapper.ITEM, Integer.MAX_VALUE);
    int trailing = rope.length() - bytes - elements;
    head.clear();
    entry.appendFields(head, 0, Fields.Wrapper.ITEM);
    byte[] leading = head.toByteArray();
    ProtoWriter target = inner.bytes();
    int start = target.size();
    EditableMessage.appendHeader(target, field, leading.length + elements + trailing);
    target.writeRaw(leading, 0, leading.length);
    rope.fill(header, target.array(), start, target.size());
  }

  private Fate item(byte[] array, ProtoReader at) {
    inner.releaseMessages(0);
    EditableMessage item = cursor.item();
    item.wrap(null, array, at.offset(), at.offset() + at.length());
    for (int i = 0; i < editors.size(); i++) {
      if (!edit(i)) {
        return drop(i, countPoints());
      }
    }
    if (item.isEdited()) {
      item.appendTo(rope, Fields.Wrapper.ITEM);
      return Fate.CHANGED;
    }
    rope.append(array, at.fieldStart(), at.position());
    return Fate.UNTOUCHED;
  }

  private boolean edit(int index) {
    Editor editor = editors.get(index);
    if (visits[2][index] && !editor.item(cursor)) {
      return false;
    }
    if (!visits[3][index]) {
      return true;
    }
    currentEditor = editor;
    switch (cursor.signal()) {
      case TRACES:
        cursor.item().retain(Fields.Span.EVENTS, partEditor);
        return true;
      case METRICS:
        return editPoints(index);
      default:
        return true;
    }
  }

  private boolean editPoints(int index) {
    EditableMessage data = cursor.metricData();
    if (data == null) {
      return true;
    }
    int removed = data.retain(Fields.MetricData.DATA_POINTS, partEditor);
    dropped[index] += removed;
    itemsDropped += removed;
    return removed == 0 || data.count(Fields.MetricData.DATA_POINTS) > 0;
  }

  private boolean editPart(EditableMessage part) {
    cursor.setPart(part);
    boolean stays = currentEditor.part(cursor);
    cursor.setPart(null);
    return stays;
  }

  private Fate drop(int editor, int items) {
    dropped[editor] += items;
    itemsDropped += items;
    return Fate.GONE;
  }

  private int countPoints() {
    if (cursor.signal() != Signal.METRICS) {
      return 1;
    }
    EditableMessage data = cursor.metricData();
    return data == null ? 0 : data.count(Fields.MetricData.DATA_POINTS);
  }

  private int countItems(byte[] array, int from, int to) {
    return Batch.of(cursor.signal(), array, from, to - from).itemCount();
  }

  private int countScope(byte[] array, ProtoReader at) {
    int items = 0;
    counter.reset(array, at.offset(), at.offset() + at.length());
    while (counter.next()) {
      if (isMessage(counter, Fields.Wrapper.ITEM)) {
        cursor.item().wrap(null, array, counter.offset(), counter.offset() + counter.length());
        items += countPoints();
        inner.releaseMessages(0);
      }
    }
    return items;
  }

  private boolean visitsFrom(Level level) {
    for (int depth = level.ordinal(); depth < visits.length; depth++) {
      for (int i = 0; i < editors.size(); i++) {
        if (visits[depth][i]) {
          return true;
        }
      }
    }
    return false;
  }

  static int dataField(EditableMessage metric) {
    for (int i = 0; i < DATA_FIELDS.length; i++) {
      if (metric.has(DATA_FIELDS[i])) {
        return DATA_FIELDS[i];
      }
    }
    return 0;
  }

  private static boolean isMessage(ProtoReader reader, int field) {
    return reader.field() == field && reader.wireType() == WireType.LEN;
  }

  private enum Fate {
    UNTOUCHED,
    CHANGED,
    GONE
  }
}
