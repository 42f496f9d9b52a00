/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.log;

/**
 * What is read again.
 *
 * @param number its place: numbers count the log's records from its first day
 * @param kind as it was appended
 * @param body as it was appended, owned by the caller
 */
@SuppressWarnings("ArrayRecordComponent") // A hand-over, never compared.
public record StoredEntry(long number, byte kind, byte[] body) {}
