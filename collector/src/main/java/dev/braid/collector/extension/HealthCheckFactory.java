/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.extension;

import dev.braid.collector.component.CollectorState;
import dev.braid.collector.component.Extension;
import dev.braid.collector.component.ExtensionFactory;
import dev.braid.collector.component.ExtensionPlan;
import dev.braid.collector.receiver.Endpoints;
import dev.braid.config.Section;
import java.net.InetSocketAddress;

/** {@code health_check}: 200 while the doors are open, otherwise 503. */
public final class HealthCheckFactory implements ExtensionFactory {
  @Override
  public String type() {
    return "health_check";
  }

  @Override
  public ExtensionPlan prepare(String name, Section section) {
    InetSocketAddress address = Endpoints.read(section, "127.0.0.1:13133");
    String path = section.string("path", "/");
    return (environment, state) -> start(address, path, state);
  }

  private static Extension start(InetSocketAddress address, String path, CollectorState state) {
    PlainPage page = PlainPage.health(address, path, state::isReady);
    state.announce("health", "http://" + address.getHostString() + ":" + page.port() + path);
    return page;
  }
}
