"""Prints the table of results.jsonl: medians, the range, and Braid's ratio to otelcol."""
import json
import statistics
import sys

runs = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
rows = list(dict.fromkeys(run["row"] for run in runs))


def figures(row, collector, key):
    return sorted(r[key] for r in runs if r["row"] == row and r["collector"] == collector)


def cell(values, unit):
    if not values:
        return "-"
    return f"{statistics.median(values) / unit:.0f} [{values[0] / unit:.0f}-{values[-1] / unit:.0f}]"


print("| row | otelcol, k items/CPU-s | Braid, k items/CPU-s | ratio | otelcol, peak MiB | Braid, peak MiB | lost |")
print("|---|---|---|---|---|---|---|")
for row in rows:
    theirs, ours = (figures(row, who, "items_per_cpu_s") for who in ("otelcol", "braid"))
    ratio = f"{statistics.median(ours) / statistics.median(theirs):.2f}" if theirs and ours else "-"
    lost = sum(r["sent"] - r["arrived"] for r in runs if r["row"] == row and r["collector"] == "braid")
    memory = [cell(figures(row, who, "peak_rss_mib"), 1) for who in ("otelcol", "braid")]
    print(f"| {row} | {cell(theirs, 1000)} | {cell(ours, 1000)} | {ratio} | {memory[0]} | {memory[1]} | {lost} |")
