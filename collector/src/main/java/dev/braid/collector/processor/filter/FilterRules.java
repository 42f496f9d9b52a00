/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.filter;

import dev.braid.collector.ottl.Conditions;
import dev.braid.collector.ottl.ErrorMode;
import dev.braid.collector.ottl.OttlContext;
import java.util.Map;

/**
 * What one step of a filter drops.
 *
 * @param conditions by the context they are asked in; one suffices
 */
record FilterRules(Map<OttlContext, Conditions> conditions, ErrorMode errorMode) {}
