/** The resource processor. May use component, edit and the attributes processor's actions. */
@NullMarked
package dev.braid.collector.processor.resource;

import org.jspecify.annotations.NullMarked;
