/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.receiver.prometheus;

import java.util.List;

/**
 * What one attempt brought.
 *
 * @param isUp whether there was a page that could be read
 * @param scraped samples on the page
 * @param samples those that {@code metric_relabel_configs} left
 */
record Scrape(boolean isUp, long epochNanos, double seconds, int scraped, List<Sample> samples) {}
