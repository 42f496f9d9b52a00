/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.otlp;

import org.jspecify.annotations.Nullable;

/**
 * The base of cursors that walk resource → scope → item over a batch, reusing their views. One
 * thread; allocates nothing once built.
 *
 * <pre>{@code
 * cursor.reset(batch);
 * while (cursor.next()) { use(cursor.resource(), cursor.scope(), cursor.span()); }
 * }</pre>
 */
public abstract class ItemCursor {
  private static final byte[] EMPTY = {};

  private final ProtoReader resources = new ProtoReader();
  private final ProtoReader scopes = new ProtoReader();
  private final ProtoReader items = new ProtoReader();
  private final ProtoReader search = new ProtoReader();
  private final ResourceView resource = new ResourceView();
  private final ScopeView scope = new ScopeView();
  private byte[] array = EMPTY;
  private @Nullable Batch batch;
  private int slice;
  private int resourceIndex;
  private int scopeIndex;
  private boolean resourceIsRead;
  private boolean scopeIsRead;

  ItemCursor() {}

  /** Places the cursor before the first item of {@code source}. */
  public final void reset(Batch source) {
    batch = source;
    slice = 0;
    start(EMPTY, 0, 0);
  }

  /** Places the cursor before the first item of the request in the range. */
  public final void reset(byte[] source, int offset, int length) {
    batch = null;
    start(source, offset, length);
  }

  private void start(byte[] source, int offset, int length) {
    enterSlice(source, offset, length);
    resourceIndex = -1;
    scopeIndex = -1;
  }

  private void enterSlice(byte[] source, int offset, int length) {
    array = source;
    resources.reset(source, offset, offset + length);
    scopes.reset(source, offset, offset);
    items.reset(source, offset, offset);
  }

  /** Moves to the next item; false after the last. */
  public final boolean next() {
    do {
      while (items.next()) {
        if (isMessage(items, Fields.Wrapper.ITEM)) {
          moveTo(array, items.offset(), items.length());
          return true;
        }
      }
    } while (nextScope());
    return false;
  }

  private boolean nextScope() {
    do {
      while (scopes.next()) {
        if (isMessage(scopes, Fields.Wrapper.SCOPE_ITEMS)) {
          items.reset(array, scopes.offset(), scopes.offset() + scopes.length());
          scopeIndex++;
          scopeIsRead = false;
          return true;
        }
      }
    } while (nextResource());
    return false;
  }

  private boolean nextResource() {
    do {
      while (resources.next()) {
        if (isMessage(resources, Fields.Wrapper.RESOURCE_ITEMS)) {
          scopes.reset(array, resources.offset(), resources.offset() + resources.length());
          resourceIndex++;
          resourceIsRead = false;
          return true;
        }
      }
    } while (nextSlice());
    return false;
  }

  private boolean nextSlice() {
    Batch source = batch;
    if (source == null || slice >= source.sliceCount()) {
      return false;
    }
    enterSlice(source.sliceArray(slice), source.sliceOffset(slice), source.sliceLength(slice));
    slice++;
    return true;
  }

  abstract void moveTo(byte[] source, int offset, int length);

  /** The current item's resource; empty where the sender gave none. */
  public final ResourceView resource() {
    if (!resourceIsRead) {
      readWrapper(resources, resource, resource.schemaUrl());
      resourceIsRead = true;
    }
    return resource;
  }

  /** The current item's instrumentation scope; empty where the sender gave none. */
  public final ScopeView scope() {
    if (!scopeIsRead) {
      readWrapper(scopes, scope, scope.schemaUrl());
      scopeIsRead = true;
    }
    return scope;
  }

  /** Resource and scope are field 1 of their wrapper, and the schema URL is field 3 of both. */
  private void readWrapper(ProtoReader wrapper, MessageView view, BytesView schemaUrl) {
    view.wrapNothing();
    int schemaOffset = 0;
    int schemaLength = 0;
    search.reset(array, wrapper.offset(), wrapper.offset() + wrapper.length());
    while (search.next()) {
      if (isMessage(search, Fields.Wrapper.RESOURCE)) {
        view.wrap(array, search);
      } else if (isMessage(search, Fields.Wrapper.SCHEMA_URL)) {
        schemaOffset = search.offset();
        schemaLength = search.length();
      }
    }
    schemaUrl.wrap(array, schemaOffset, schemaLength);
  }

  /** Number of the current item's resource entry in the batch, from 0; tells when it changes. */
  public final int resourceIndex() {
    return resourceIndex;
  }

  /** Number of the current item's scope entry in the batch, from 0; tells when it changes. */
  public final int scopeIndex() {
    return scopeIndex;
  }

  private static boolean isMessage(ProtoReader reader, int field) {
    return reader.field() == field && reader.wireType() == WireType.LEN;
  }
}
