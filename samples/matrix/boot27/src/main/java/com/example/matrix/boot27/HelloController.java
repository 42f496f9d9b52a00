/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package com.example.matrix.boot27;

import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** One handler for each way in which a request can end. */
@RestController
public class HelloController {

  private static final Logger log = LoggerFactory.getLogger(HelloController.class);

  private final JdbcTemplate jdbc;

  public HelloController(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @GetMapping("/hello/{name}")
  public String hello(@PathVariable("name") String name) {
    Integer length = jdbc.queryForObject("select char_length(?)", Integer.class, name);
    log.info("hello {}", name);
    return "hello " + name + ", " + length + " letters";
  }

  @GetMapping("/fail")
  public String fail() {
    throw new IllegalStateException("failed on purpose");
  }

  @GetMapping("/async")
  public Callable<String> async() {
    return () -> {
      log.info("hello from another thread");
      return "async";
    };
  }

  @GetMapping("/status/{code}")
  public ResponseEntity<String> status(@PathVariable("code") int code) {
    return ResponseEntity.status(code).body("status " + code);
  }
}
