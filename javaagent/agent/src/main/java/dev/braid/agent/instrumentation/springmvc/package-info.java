/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Spring MVC 5 to 7: the route of a request. */
@NullMarked
package dev.braid.agent.instrumentation.springmvc;

import org.jspecify.annotations.NullMarked;
