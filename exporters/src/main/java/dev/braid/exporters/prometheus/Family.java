/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.prometheus;

/**
 * What the samples of one metric share.
 *
 * @param name the sample name without a histogram's or summary's endings; counters end in {@code
 *     _total} if suffixes are on
 * @param unit Prometheus's word for the unit; empty if there is none
 */
record Family(String name, Kind kind, String unit, String help) {}
