/** The delta-to-cumulative processor. May use component, series, telemetry. */
@NullMarked
package dev.braid.collector.processor.deltatocumulative;

import org.jspecify.annotations.NullMarked;
