/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * What a component of a pipeline is, whoever wrote it: factories read settings into plans, plans
 * start what runs. May touch telemetry; knows no component.
 *
 * <pre>
 *  Section ──▶ XxxFactory.prepare ──▶ XxxPlan ──▶ start(environment) ──▶ at work
 *              opens nothing                       opens ports, files, state
 * </pre>
 */
@NullMarked
package dev.braid.collector.component;

import org.jspecify.annotations.NullMarked;
