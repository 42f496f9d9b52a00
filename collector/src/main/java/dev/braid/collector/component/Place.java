/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.component;

import dev.braid.otlp.Signal;

/**
 * Where in the graph a stage stands.
 *
 * @param component the whole component id, such as {@code batch/small}
 * @param pipeline the pipeline that it is started for, such as {@code traces/2}
 * @param signal what comes in, and goes out
 * @param next what comes after it; stays the same object while the stage lives
 */
public record Place(String component, String pipeline, Signal signal, BatchConsumer next) {}
