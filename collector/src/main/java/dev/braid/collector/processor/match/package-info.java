/**
 * What {@code include} and {@code exclude} of several processors mean, and values as YAML and Go
 * read them. May use {@code dev.braid.otlp} and {@code dev.braid.config}.
 */
@NullMarked
package dev.braid.collector.processor.match;

import org.jspecify.annotations.NullMarked;
