"""The three dashboards, declared by panel: `python deploy/grafana/dashboards.py [DIR]` writes one JSON file each."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["DASHBOARDS", "Panel", "dashboard", "main"]

HERE = Path(__file__).parent
WIDTH, HEIGHT, ACROSS = 8, 7, 3


@dataclass(frozen=True, slots=True)
class Panel:
    """One figure over time: a title, what is asked by legend, and the unit in Grafana's word."""

    title: str
    queries: dict[str, str]
    unit: str = "short"
    kind: str = "timeseries"


FLOW = (
    Panel("Kafka answers", {"up": "min(dwarsverband_broker_up)"}, kind="stat"),
    Panel(
        "Oldest event waiting", {"{{step}}": "max by (step) (dwarsverband_oldest_unscreened_seconds)"}, "s"
    ),
    Panel("Events waiting", {"{{step}}": "step:dwarsverband_lag:sum"}),
    Panel("Events a second", {"{{step}} {{outcome}}": "step:dwarsverband_events:rate5m"}, "ops"),
    Panel(
        "From event to flag",
        {
            "p95": "dwarsverband_event_seconds:p95_5m",
            "p50": "histogram_quantile(0.5, sum by (le) (rate(dwarsverband_event_seconds_bucket[5m])))",
        },
        "s",
    ),
    Panel("Batch, p95", {"{{step}}": "step:dwarsverband_batch_seconds:p95_5m"}, "s"),
    Panel("Outbox waits", {"{{partition}}": "max by (partition) (dwarsverband_outbox_age_seconds)"}, "s"),
    Panel("Caught up", {"{{partition}}": "min by (partition) (dwarsverband_catch_up_ratio)"}, "percentunit"),
    Panel("Partitions live", {"live": "sum(dwarsverband_owned)"}, kind="stat"),
    Panel(
        "Arrivals in an hour, beside the usual",
        {
            "{{topic}}": "topic:dwarsverband_arrivals:increase1h",
            "{{topic}} usual": "topic:dwarsverband_arrivals:usual1h",
        },
    ),
    Panel(
        "Silent for",
        {"{{topic}}": "time() - max by (topic) (dwarsverband_last_event_timestamp_seconds)"},
        "s",
    ),
    Panel("Disk left", {"{{instance}}": "instance:dwarsverband_disk_free:ratio"}, "percentunit"),
    Panel("Memory", {"{{instance}}": 'process_resident_memory_bytes{job=~"dwarsverband.*"}'}, "bytes"),
    Panel(
        "Held by garbage collection",
        {"{{instance}}": "sum by (instance) (rate(dwarsverband_gc_pause_seconds_sum[5m]))"},
        "percentunit",
    ),
    Panel("Journal gaps", {"events": "sum(max by (partition) (dwarsverband_journal_gap))"}, kind="stat"),
)

QUALITY = (
    Panel("Refused an hour", {"{{reason}}": "sum by (reason) (increase(dwarsverband_refused_total[1h]))"}),
    Panel("Dead letters", {"{{reason}}": "max by (reason) (dwarsverband_deadletters)"}),
    Panel(
        "Identity alarms a day",
        {"{{reason}}": "sum by (reason) (increase(dwarsverband_identity_alarms_total[1d]))"},
    ),
    Panel("Pairs in doubt", {"pairs": "sum(dwarsverband_identity_doubts)"}),
    Panel("Flags a day", {"{{outcome}}": "sum by (outcome) (increase(dwarsverband_flags_total[1d]))"}),
    Panel(
        "Flags by indicator",
        {"{{indicator}}": 'sum by (indicator) (dwarsverband_flags_stored{status=~"open|changed"})'},
    ),
    Panel("Confirmed", {"{{indicator}}": "max by (indicator) (dwarsverband_confirmed_ratio)"}, "percentunit"),
    Panel("Judged", {"{{indicator}}": "max by (indicator) (dwarsverband_judged)"}),
    Panel(
        "Failed evaluations a day",
        {"{{indicator}}": "sum by (indicator) (increase(dwarsverband_rules_failed_total[1d]))"},
    ),
    Panel("Municipalities on hold", {"on hold": "sum(dwarsverband_on_hold)"}, kind="stat"),
    Panel("Account whole", {"whole": "min(dwarsverband_audit_whole)"}, kind="stat"),
    Panel(
        "Graph",
        {
            "entities": "sum(dwarsverband_entities)",
            "relations": "sum(dwarsverband_relations)",
            "events": "sum(dwarsverband_events_stored)",
        },
    ),
)

CASES = (
    Panel("Advisories", {"{{status}}": "sum by (status) (dwarsverband_advisories)"}),
    Panel("Terms", {"{{status}}": "sum by (status) (dwarsverband_terms)"}),
    Panel("Terms passed", {"passed": 'sum(dwarsverband_terms{status="passed"})'}, kind="stat"),
    Panel(
        "Flags that stand", {"{{status}}": 'sum by (status) (dwarsverband_flags_stored{status!="withdrawn"})'}
    ),
    Panel(
        "Opened, reopened and withdrawn a day",
        {"{{outcome}}": 'sum by (outcome) (increase(dwarsverband_flags_total{outcome!="changed"}[1d]))'},
    ),
    Panel(
        "Advisories published an hour",
        {"messages": 'sum(increase(dwarsverband_outputs_total{topic="advisories"}[1h]))'},
    ),
)

DASHBOARDS = {"flow": ("Flow", FLOW), "quality": ("Quality", QUALITY), "cases": ("Cases", CASES)}


def dashboard(name: str) -> dict[str, Any]:
    """Give one dashboard as Grafana imports it (schema 39)."""
    title, panels = DASHBOARDS[name]
    return {
        "uid": f"dwarsverband-{name}",
        "title": f"Dwarsverband: {title}",
        "schemaVersion": 39,
        "editable": False,
        "refresh": "30s",
        "time": {"from": "now-6h", "to": "now"},
        "tags": ["dwarsverband"],
        "panels": [_panel(number, panel) for number, panel in enumerate(panels)],
    }


def _panel(number: int, panel: Panel) -> dict[str, Any]:
    source = {"type": "prometheus", "uid": "prometheus"}
    return {
        "id": number + 1,
        "type": panel.kind,
        "title": panel.title,
        "datasource": source,
        "gridPos": {
            "x": number % ACROSS * WIDTH,
            "y": number // ACROSS * HEIGHT,
            "w": WIDTH,
            "h": HEIGHT,
        },
        "fieldConfig": {"defaults": {"unit": panel.unit}, "overrides": []},
        "targets": [
            {"refId": chr(ord("A") + place), "datasource": source, "expr": expr, "legendFormat": legend}
            for place, (legend, expr) in enumerate(panel.queries.items())
        ],
    }


def main(folder: Path) -> None:
    """Write the files."""
    for name in DASHBOARDS:
        (folder / f"{name}.json").write_text(json.dumps(dashboard(name), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
