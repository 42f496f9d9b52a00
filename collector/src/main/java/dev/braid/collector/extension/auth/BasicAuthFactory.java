/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.extension.auth;

import dev.braid.collector.component.ExtensionFactory;
import dev.braid.collector.component.ExtensionPlan;
import dev.braid.config.Section;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code basicauth}: user names and passwords that receivers check. */
public final class BasicAuthFactory implements ExtensionFactory {
  @Override
  public String type() {
    return "basicauth";
  }

  @Override
  public ExtensionPlan prepare(String name, Section section) {
    if (section.has("client_auth")) {
      section.fault(
          "client_auth",
          "is not supported yet, allowed htpasswd; set the header Authorization at the exporter");
    }
    if (!section.has("htpasswd")) {
      section.fault("htpasswd", "is missing, must be set");
    }
    Section htpasswd = section.section("htpasswd");
    String inline = htpasswd.string("inline", "");
    String file = htpasswd.string("file", "");
    if (inline.isEmpty() && file.isEmpty()) {
      htpasswd.fault("inline", "is missing, inline or file must be set");
    }
    Htpasswd.firstFault(inline).ifPresent(fault -> htpasswd.fault("inline", fault));
    return (environment, state) -> new BasicAuth(Htpasswd.of(text(file), inline));
  }

  private static String text(String file) throws IOException {
    if (file.isEmpty()) {
      return "";
    }
    String text = Files.readString(Path.of(file), StandardCharsets.UTF_8);
    var fault = Htpasswd.firstFault(text);
    if (fault.isPresent()) {
      throw new IOException(file + ": " + fault.get());
    }
    return text;
  }
}
