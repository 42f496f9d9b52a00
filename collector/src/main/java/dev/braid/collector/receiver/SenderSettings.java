/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver;

import dev.braid.config.Section;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint asks of its senders, and keeps of them.
 *
 * @param metadata which headers stay with a batch
 * @param authenticator the extension that lets senders in; null lets everybody in
 */
record SenderSettings(RequestMetadata metadata, @Nullable String authenticator) {

  /** Reads {@code include_metadata} and {@code auth}. */
  static SenderSettings read(Section endpoint) {
    return new SenderSettings(RequestMetadata.read(endpoint), Gate.readName(endpoint));
  }
}
