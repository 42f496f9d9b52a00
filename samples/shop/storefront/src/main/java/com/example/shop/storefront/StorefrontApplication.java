/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package com.example.shop.storefront;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.web.client.RestClient;

/** Starts the storefront; {@code --port=N} or {@code PORT}, by default 8080. */
@SpringBootApplication
public class StorefrontApplication {

  private static final Logger log = LoggerFactory.getLogger(StorefrontApplication.class);

  /** Runs until the process is ended. */
  public static void main(String[] args) {
    SpringApplication.run(StorefrontApplication.class, args);
  }

  @Bean
  InventoryClient inventory(RestClient.Builder http, @Value("${inventory.url}") String url) {
    return new InventoryClient(http.clone().baseUrl(url).build());
  }

  @Bean
  PaymentsClient payments(RestClient.Builder http, @Value("${payments.url}") String url) {
    return new PaymentsClient(http.clone().baseUrl(url).build());
  }

  @EventListener
  void sayWhere(ApplicationReadyEvent ready) {
    String port = ready.getApplicationContext().getEnvironment().getProperty("local.server.port");
    log.info("listening on http://127.0.0.1:{}", port);
  }
}
