/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.exporters.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MetricNamesTest {

  @ParameterizedTest
  @CsvSource({
    "http.server.request.duration,s,HISTOGRAM,http_server_request_duration_seconds",
    "jvm.memory.used,By,GAUGE,jvm_memory_used_bytes",
    "system.disk.io.bytes,By,COUNTER,system_disk_io_bytes_total",
    "http.requests,{request},COUNTER,http_requests_total",
    "requests_total,1,COUNTER,requests_total",
    "jvm.cpu.recent_utilization,1,GAUGE,jvm_cpu_recent_utilization_ratio",
    "network.rate,By/s,GAUGE,network_rate_bytes_per_second",
    "fan.speed,{turn}/m,GAUGE,fan_speed_per_minute",
    "storage.filesystem.utilization,%,GAUGE,storage_filesystem_utilization_percent",
    "2xx.count,'',GAUGE,_2xx_count",
    "a..b__c,'',GAUGE,a_b_c",
    "queue.length,widgets,GAUGE,queue_length_widgets"
  })
  void names_followTheSpecification(String name, String unit, Kind kind, String expected) {
    assertThat(MetricNames.metric("", name, unit, kind, true)).isEqualTo(expected);
  }

  @Test
  void suffixes_canBeLeftOut_andANamespacePutBefore() {
    assertThat(MetricNames.metric("my-app", "jobs", "s", Kind.COUNTER, false))
        .isEqualTo("my_app_jobs");
  }

  @ParameterizedTest
  @CsvSource({"http.route,http_route", "1st,key_1st", "__x,_x", "a-b.c,a_b_c", "ünit,_nit"})
  void labels_areMadeValid(String key, String expected) {
    assertThat(MetricNames.label(key)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0.005,0.005,0.005", "1,1,1.0", "100000,100000,100000.0", "1000000,1000000,1e+06",
    "0.00001,1e-05,1e-05", "-2.5,-2.5,-2.5", "1e22,1e+22,1e+22", "0,0,0.0"
  })
  void numbers_readAsPrometheusWritesThem(double number, String value, String label) {
    assertThat(Numbers.value(number)).isEqualTo(value);
    assertThat(Numbers.label(number)).isEqualTo(label);
  }
}
