/** The cumulative-to-delta processor. May use component, match, series, telemetry. */
@NullMarked
package dev.braid.collector.processor.cumulativetodelta;

import org.jspecify.annotations.NullMarked;
