/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.extension.auth;

import dev.braid.collector.component.ExtensionFactory;
import dev.braid.collector.component.ExtensionPlan;
import dev.braid.config.Section;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code bearertokenauth}: tokens that receivers check. */
public final class BearerTokenAuthFactory implements ExtensionFactory {
  @Override
  public String type() {
    return "bearertokenauth";
  }

  @Override
  public ExtensionPlan prepare(String name, Section section) {
    List<String> tokens = new ArrayList<>(section.strings("tokens"));
    String token = section.string("token", "");
    if (!token.isEmpty()) {
      tokens.add(token);
    }
    String file = section.string("filename", "");
    if (tokens.isEmpty() && file.isEmpty()) {
      section.fault("token", "is missing, token, tokens or filename must be set");
    }
    String scheme = section.string("scheme", "Bearer");
    String header = section.string("header", "Authorization");
    return (environment, state) ->
        file.isEmpty()
            ? new BearerTokenAuth(header, scheme, () -> tokens)
            : new BearerTokenAuth(header, scheme, TokenFile.open(Path.of(file)));
  }
}
