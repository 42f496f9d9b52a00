/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.processor.match;

import dev.braid.config.Section;
import dev.braid.otlp.Signal;
import dev.braid.otlp.edit.EditCursor;
import java.util.Optional;

/** {@code include} and then {@code exclude}: which items a processor touches. Thread-safe. */
public record Selection(Optional<MatchProperties> include, Optional<MatchProperties> exclude) {

  /** Reads both keys of {@code section}. */
  public static Selection read(Section section) {
    return new Selection(
        MatchProperties.read(section, "include"), MatchProperties.read(section, "exclude"));
  }

  /** As {@link MatchProperties#requireFor}, for both. */
  public void requireFor(String component, Signal signal) {
    include.ifPresent(properties -> properties.requireFor(component, signal));
    exclude.ifPresent(properties -> properties.requireFor(component, signal));
  }

  /** Whether the item on which {@code at} stands is to be touched. */
  public boolean selects(EditCursor at) {
    if (include.isPresent() && include.get().appliesTo(at.signal()) && !include.get().matches(at)) {
      return false;
    }
    return exclude.isEmpty() || !exclude.get().appliesTo(at.signal()) || !exclude.get().matches(at);
  }
}
