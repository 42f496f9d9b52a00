/** The count connector. May use component, and values as YAML reads them. */
@NullMarked
package dev.braid.collector.connector.count;

import org.jspecify.annotations.NullMarked;
