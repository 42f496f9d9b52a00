/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.resource;

import dev.braid.agent.ring.ResourceSource;
import dev.braid.agent.settings.Settings;
import dev.braid.agent.trace.AttributeEncoder;
import dev.braid.agent.trace.Key;
import dev.braid.otlp.Fields;
import dev.braid.otlp.ProtoWriter;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Finds out service, host and process. Slow (files, host name), so it runs on the drain thread;
 * what cannot be found is left out, and what the user said wins.
 */
public final class ResourceDetector implements ResourceSource {
  private static final String SDK = "opentelemetry";

  private final Settings settings;

  public ResourceDetector(Settings settings) {
    this.settings = settings;
  }

  @Override
  public byte[] encoded() {
    ProtoWriter writer = new ProtoWriter(1024);
    int resource = writer.begin(Fields.Wrapper.RESOURCE, 2);
    for (Map.Entry<String, Object> attribute : attributes().entrySet()) {
      AttributeEncoder.write(
          writer, Fields.Resource.ATTRIBUTES, Key.of(attribute.getKey()), attribute.getValue());
    }
    writer.end(resource);
    return writer.toByteArray();
  }

  Map<String, Object> attributes() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("service.name", "unknown_service:java");
    all.put("service.instance.id", UUID.randomUUID().toString());
    all.put("telemetry.sdk.name", SDK);
    all.put("telemetry.sdk.language", "java");
    all.put("telemetry.sdk.version", version());
    all.put("telemetry.distro.name", "braid");
    all.put("telemetry.distro.version", version());
    addSafely(all, new HostFacts());
    addSafely(all, new ProcessFacts());
    if (settings.resourceDetectors.contains("service")) {
      addSafely(all, new ServiceFacts());
    }
    removeUnwanted(all);
    all.putAll(settings.resourceAttributes);
    String name = settings.serviceName;
    if (name != null) {
      all.put("service.name", name);
    }
    for (String key : settings.disabledResourceKeys) {
      all.remove(key);
    }
    return all;
  }

  /** A detector's attributes begin with its name. */
  private void removeUnwanted(Map<String, Object> all) {
    for (Iterator<String> keys = all.keySet().iterator(); keys.hasNext(); ) {
      String key = keys.next();
      String detector = key.substring(0, key.indexOf('.'));
      boolean isAlways = detector.equals("service") || detector.equals("telemetry");
      if (!isAlways && !settings.resourceDetectors.contains(detector)) {
        keys.remove();
      }
    }
  }

  private static String version() {
    String version = ResourceDetector.class.getPackage().getImplementationVersion();
    return version == null ? "0.1.0" : version;
  }

  private static void addSafely(Map<String, Object> target, Facts facts) {
    try {
      facts.addTo(target);
    } catch (Exception | LinkageError unknown) {
      // A fact that cannot be found is no fault of the application.
    }
  }

  /** A group of attributes. */
  interface Facts {
    void addTo(Map<String, Object> target) throws Exception;
  }
}
