/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package com.example.shop.inventory;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads that serve requests: one virtual thread each on JDK 21 and newer, else a pool. */
final class RequestThreads {

  private static final Logger log = LoggerFactory.getLogger(RequestThreads.class);

  /** Enough for a shop on one machine; a request takes well under a millisecond. */
  private static final int POOL_SIZE = 16;

  private RequestThreads() {}

  static ExecutorService create() {
    try {
      MethodHandle perTask =
          MethodHandles.publicLookup()
              .findStatic(
                  Executors.class,
                  "newVirtualThreadPerTaskExecutor",
                  MethodType.methodType(ExecutorService.class));
      ExecutorService threads = (ExecutorService) perTask.invokeExact();
      log.info("serving requests on virtual threads");
      return threads;
    } catch (Throwable noVirtualThreads) {
      log.info("serving requests on {} pooled threads", POOL_SIZE);
      return Executors.newFixedThreadPool(POOL_SIZE);
    }
  }
}
