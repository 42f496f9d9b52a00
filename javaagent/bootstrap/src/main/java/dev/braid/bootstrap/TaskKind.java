/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.bootstrap;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;

/**
 * What is known about a class of tasks: whether its objects may carry a context at all. Computed
 * once per class and kept by the class itself, so it pins no loader. Thread safe.
 */
final class TaskKind {
  /**
   * Tasks that outlive or are unrelated to the request which happens to submit them: workers of
   * pools, event loops, connections that go on to the next request, serial queues whose items
   * belong to others, and what carries its context by other means. Beginnings of class names.
   */
  private static final String[] IGNORED = {
    "java.lang.VirtualThread",
    "java.lang.ThreadBuilders$",
    "java.util.concurrent.ThreadPoolExecutor$Worker",
    "java.util.concurrent.ForkJoinTask$",
    "java.util.concurrent.ForkJoinWorkerThread",
    "jdk.internal.",
    "sun.",
    "com.sun.jndi.",
    "dev.braid.agent.",
    "org.apache.tomcat.util.net.",
    "org.apache.tomcat.util.threads.",
    "org.eclipse.jetty.server.HttpConnection",
    "org.eclipse.jetty.server.internal.HttpConnection",
    "org.eclipse.jetty.io.",
    "org.eclipse.jetty.util.thread.",
    "io.undertow.server.protocol.",
    "org.xnio.",
    "io.netty.util.concurrent.SingleThreadEventExecutor$",
    "io.netty.channel.nio.",
    "okhttp3.internal.concurrent.TaskRunner",
    "okhttp3.ConnectionPool$",
    "com.google.common.util.concurrent.SequentialExecutor$QueueWorker",
    "com.zaxxer.hikari.pool.",
    "akka.dispatch.",
    "org.apache.pekko.dispatch.",
    "org.quartz.",
    "zio.internal.FiberRuntime",
    "ratpack.exec.internal.",
  };

  private static final ClassValue<TaskKind> KINDS =
      new ClassValue<TaskKind>() {
        @Override
        protected TaskKind computeValue(Class<?> type) {
          return new TaskKind(type);
        }
      };

  /** False if a task of this class is to be left alone. */
  final boolean isCarrier;

  /**
   * True for lambdas that capture nothing: one object serves all calls, so it is submitted many
   * times at once.
   */
  final boolean isConstant;

  /** True once a task of this class was given a context; until then nobody needs to look. */
  volatile boolean wasCarrier;

  private TaskKind(Class<?> type) {
    isCarrier = !carriesItself(type) && !isIgnored(type.getName());
    isConstant = isCarrier && isConstantLambda(type);
  }

  static TaskKind of(Object task) {
    return KINDS.get(task.getClass());
  }

  private static boolean carriesItself(Class<?> type) {
    return FutureTask.class.isAssignableFrom(type)
        || CompletableFuture.AsynchronousCompletionTask.class.isAssignableFrom(type);
  }

  private static boolean isIgnored(String name) {
    for (String start : IGNORED) {
      if (name.startsWith(start)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isConstantLambda(Class<?> type) {
    if (type.getName().indexOf('/') < 0) {
      return false;
    }
    try {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          return false;
        }
      }
      return true;
    } catch (LinkageError | RuntimeException unreadable) {
      return false;
    }
  }
}
