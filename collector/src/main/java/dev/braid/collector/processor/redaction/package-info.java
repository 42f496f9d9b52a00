/** The redaction processor. May use component, edit and match. */
@NullMarked
package dev.braid.collector.processor.redaction;

import org.jspecify.annotations.NullMarked;
