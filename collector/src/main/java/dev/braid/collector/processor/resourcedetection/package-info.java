/**
 * The resource detection processor: what the environment and the host say of where telemetry comes
 * from, read once at start. May use component, edit; reads environment variables and files.
 */
@NullMarked
package dev.braid.collector.processor.resourcedetection;

import org.jspecify.annotations.NullMarked;
