/**
 * What stateful processors of metrics share: series by identity, and points that can be added and
 * subtracted. May use {@code dev.braid.otlp}.
 *
 * <pre>
 *   resource, scope, metric, attributes ──▶ SeriesIdentity ──▶ SeriesTable ──▶ state of the series
 * </pre>
 */
@NullMarked
package dev.braid.collector.processor.series;

import org.jspecify.annotations.NullMarked;
