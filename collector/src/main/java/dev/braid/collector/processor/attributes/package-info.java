/**
 * The attributes processor, and the actions on attributes that it shares with the resource
 * processor. May use component, edit and match.
 */
@NullMarked
package dev.braid.collector.processor.attributes;

import org.jspecify.annotations.NullMarked;
