/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.collector.memory;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** The pages of the embedded view: plain HTML, no scripts, nothing from elsewhere. */
final class ViewPage {
  private static final int SHOWN_TRACES = 100;
  private static final String HEAD =
      """
      <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Braid</title><style>
      :root{color-scheme:light dark}
      body{font:15px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem}
      table{border-collapse:collapse;width:100%;margin:1rem 0}
      th,td{text-align:left;padding:.25rem .75rem .25rem 0;border-bottom:1px solid #8884}
      td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
      .error{color:#c33}pre{overflow:auto;line-height:1.35}
      </style></head><body>
      """;

  private final RecentTelemetry recent;

  ViewPage(RecentTelemetry recent) {
    this.recent = recent;
  }

  String overview() {
    StringBuilder page = new StringBuilder(HEAD);
    page.append("<h1>Braid</h1>");
    if (recent.services().isEmpty()) {
      page.append(
          "<p>Nothing has arrived yet. Start an application with"
              + " <code>-javaagent:braid-agent.jar</code>, or send OTLP to port 4317 or 4318.</p>");
    }
    services(page);
    traces(page);
    page.append(
        "<p>As JSON: <a href=\"/api/summary\">/api/summary</a>, <a href=\"/api/traces\">/api/traces</a>,"
            + " <a href=\"/api/logs\">/api/logs</a> (outside of traces)</p></body></html>\n");
    return page.toString();
  }

  static String trace(String traceId, String text) {
    return HEAD
        + "<p><a href=\"/\">Braid</a></p><h1>Trace "
        + escape(traceId)
        + "</h1><pre>"
        + escape(text)
        + "</pre></body></html>\n";
  }

  private void services(StringBuilder page) {
    page.append(
        "<h2>Services</h2><table><tr><th>service<th class=n>spans<th class=n>errors<th class=n>log records"
            + "<th class=n>with a trace<th class=n>metric points</tr>");
    for (Map.Entry<String, RecentTelemetry.ServiceCounts> service : recent.services().entrySet()) {
      RecentTelemetry.ServiceCounts counts = service.getValue();
      page.append("<tr><td>").append(escape(service.getKey()));
      for (long count :
          new long[] {
            counts.spans(),
            counts.errors(),
            counts.logs(),
            counts.logsWithTrace(),
            counts.metricPoints()
          }) {
        page.append("<td class=n>").append(String.format(Locale.ROOT, "%,d", count));
      }
      page.append("</tr>");
    }
    page.append("</table>");
  }

  private void traces(StringBuilder page) {
    page.append(
        "<h2>Recent traces</h2><table><tr><th>time (UTC)<th>root<th class=n>spans<th class=n>log records"
            + "<th class=n>ms</tr>");
    for (RecentTelemetry.TraceSummary trace : recent.recent(SHOWN_TRACES)) {
      Instant start = Instant.ofEpochSecond(0, trace.startEpochNanos());
      page.append("<tr><td>").append(start.toString(), 11, 19).append("<td><a href=\"/traces/");
      page.append(escape(trace.traceId()))
          .append('"')
          .append(trace.isError() ? " class=error>" : ">");
      page.append(escape(trace.root())).append("</a><td class=n>").append(trace.spans());
      page.append("<td class=n>").append(trace.logs()).append("<td class=n>");
      page.append(String.format(Locale.ROOT, "%.1f</tr>", trace.durationNanos() / 1e6));
    }
    page.append("</table>");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
