/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.component;

import dev.braid.collector.telemetry.Telemetry;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What every component finds around it.
 *
 * @param telemetry where it counts
 * @param timer one thread shared by all: tasks are short and never block
 * @param clock wall-clock time, which tests replace
 * @param extensions what the configuration's extensions offer
 */
public record Environment(
    Telemetry telemetry, ScheduledExecutorService timer, Clock clock, Extensions extensions) {}
