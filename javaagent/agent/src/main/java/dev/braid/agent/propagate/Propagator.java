/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.propagate;

import dev.braid.bootstrap.Context;

/** One format of context in headers. Stateless. Malformed headers are as good as none. */
interface Propagator {
  <C> Context extract(Context context, C carrier, Getter<C> getter);

  <C> void inject(Context context, C carrier, Setter<C> setter);
}
