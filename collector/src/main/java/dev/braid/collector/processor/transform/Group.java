/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.transform;

import dev.braid.collector.ottl.Conditions;
import dev.braid.collector.ottl.ErrorMode;
import dev.braid.collector.ottl.Statements;

/**
 * Statements that are run together.
 *
 * @param conditions of which one has to hold, if there are any
 */
record Group(Statements statements, Conditions conditions, ErrorMode errorMode) {}
