/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package com.example.mill;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Comes to the mill twice a second, for ever. */
final class Customer {

  private static final Logger log = Logger.getLogger(Customer.class.getName());
  private static final int TIMEOUT_MILLIS = 2_000;

  private final URL mill;

  private Customer(URL mill) {
    this.mill = mill;
  }

  static void visit(int port) throws IOException {
    Customer customer = new Customer(URI.create("http://127.0.0.1:" + port + "/grind/rye").toURL());
    var unused =
        Executors.newSingleThreadScheduledExecutor()
            .scheduleWithFixedDelay(customer::buy, 0, 500, TimeUnit.MILLISECONDS);
  }

  private void buy() {
    try {
      HttpURLConnection connection = (HttpURLConnection) mill.openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      try (InputStream flour = connection.getInputStream()) {
        flour.readAllBytes();
      }
    } catch (IOException closed) {
      log.log(Level.WARNING, "the mill is closed", closed);
    }
  }
}
