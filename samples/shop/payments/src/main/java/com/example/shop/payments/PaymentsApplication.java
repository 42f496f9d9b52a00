/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package com.example.shop.payments;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;

/** Starts the payments service; {@code --port=N} or {@code PORT}, by default 8081. */
@SpringBootApplication
public class PaymentsApplication {

  private static final Logger log = LoggerFactory.getLogger(PaymentsApplication.class);

  /** Runs until the process is ended. */
  public static void main(String[] args) {
    SpringApplication.run(PaymentsApplication.class, args);
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @EventListener
  void sayWhere(ApplicationReadyEvent ready) {
    String port = ready.getApplicationContext().getEnvironment().getProperty("local.server.port");
    log.info("listening on http://127.0.0.1:{}", port);
  }

  @Bean
  Gateway gateway(FaultSwitch faults, @Value("${payments.slow-every:20}") int slowEvery) {
    return new Gateway(faults, slowEvery);
  }
}
