/** The probabilistic sampler. May use component, edit, match and telemetry. */
@NullMarked
package dev.braid.collector.processor.probabilisticsampler;

import org.jspecify.annotations.NullMarked;
