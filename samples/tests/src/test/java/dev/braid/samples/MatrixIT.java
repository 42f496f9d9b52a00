/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixIT {

  @ParameterizedTest
  @CsvSource({
    "servlet31, tomcat, Apache Tomcat/8.5",
    "servlet31, jetty, jetty-9.4",
    "boot27, tomcat, Apache Tomcat/9.0",
    "boot27, jetty, jetty-9.4",
    "boot27, undertow, Undertow - 2.2",
    "boot35, tomcat, Apache Tomcat/10.1",
    "boot35, jetty, jetty-12.0",
    "boot35, undertow, Undertow - 2.3",
    "boot41, tomcat, Apache Tomcat/11.0",
    "boot41, jetty, jetty-12.1",
  })
  void application_answersOnTheServerOfItsClassPath(
      String application, String server, String sign) {
    String main = "com.example.matrix." + application + ".Main";
    try (RunningSample sample = RunningSample.onServer(application, server, main)) {

      HttpResponse<String> hello = sample.get("/hello/world");

      assertThat(hello.statusCode()).isEqualTo(200);
      assertThat(hello.body()).isEqualTo("hello world, 5 letters");
      assertThat(sample.get("/fail").statusCode()).isEqualTo(500);
      assertThat(sample.get("/async").body()).isEqualTo("async");
      assertThat(sample.get("/status/404").statusCode()).isEqualTo(404);
      assertThat(sample.get("/status/503").body()).isEqualTo("status 503");
      assertThat(sample.lines())
          .anyMatch(line -> line.contains("hello world"))
          .anyMatch(line -> line.contains(sign));
    }
  }
}
