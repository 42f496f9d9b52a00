/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.jvm;

import com.sun.management.GarbageCollectionNotificationInfo;
import dev.braid.agent.metrics.DurationBounds;
import dev.braid.agent.metrics.DurationHistogram;
import dev.braid.agent.metrics.MetricProducer;
import dev.braid.agent.metrics.Metrics;
import dev.braid.agent.trace.Key;
import dev.braid.otlp.ProtoWriter;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;

/**
 * {@code jvm.gc.duration}. The collectors' beans tell of each collection on a thread that the JVM
 * has for this anyway, and are told to do so at the first metric tick; what was collected before is
 * not in the histogram. A collection costs some hundred bytes, between collections nothing runs.
 */
final class GcDurations implements MetricProducer, NotificationListener {
  private static final DurationBounds BOUNDS = new DurationBounds(0.01, 0.1, 1, 10);

  private final DurationHistogram durations;
  private boolean isListening;

  private GcDurations(DurationHistogram durations) {
    this.durations = durations;
  }

  static void addTo(Metrics metrics) {
    DurationHistogram durations =
        new DurationHistogram(
            JvmMetrics.SCOPE,
            "jvm.gc.duration",
            "Duration of JVM garbage collection actions.",
            BOUNDS,
            Key.of("jvm.gc.name"),
            Key.of("jvm.gc.action"));
    metrics.add(durations);
    metrics.add(new GcDurations(durations));
  }

  /** Listens from the first tick on; the histogram writes itself. */
  @Override
  public int produce(ProtoWriter writer, long nowEpochNanos) {
    if (!isListening) {
      isListening = true;
      for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
        if (collector instanceof NotificationEmitter) {
          ((NotificationEmitter) collector).addNotificationListener(this, null, null);
        }
      }
    }
    return 0;
  }

  @Override
  public void handleNotification(Notification notification, @Nullable Object handback) {
    if (!GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION.equals(
        notification.getType())) {
      return;
    }
    GarbageCollectionNotificationInfo collection =
        GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData());
    durations.record(
        TimeUnit.MILLISECONDS.toNanos(collection.getGcInfo().getDuration()),
        null,
        collection.getGcName(),
        collection.getGcAction(),
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
