"""The rules say who acts and when, are about metrics that exist, and fire on what they are for."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from streams.metrics import DECLARED
from tests.kafka.workers import until
from tests.operations.monitoring import REPOSITORY, free_port, get, program, run

PROMETHEUS = REPOSITORY / "deploy" / "prometheus"
ALERTMANAGER = REPOSITORY / "deploy" / "alertmanager" / "alertmanager.yml"
GRAFANA = REPOSITORY / "deploy" / "grafana"
OWNERS = {"operations", "information_manager", "case_manager", "rules_author", "privacy_officer"}
PAGES = {
    "DwarsverbandEventsWaiting",
    "DwarsverbandWorkerStuck",
    "DwarsverbandJournalGap",
    "DwarsverbandOutboxStuck",
    "DwarsverbandDiskNearlyFull",
    "DwarsverbandAuditBroken",
}


def rules() -> list[dict[str, Any]]:
    """Give all rules."""
    files = [yaml.safe_load(path.read_text("utf-8")) for path in sorted((PROMETHEUS / "rules").glob("*.yml"))]
    return [rule for file in files for group in file["groups"] for rule in group["rules"]]


def alerts() -> list[dict[str, Any]]:
    """Give the rules that are alerts."""
    return [rule for rule in rules() if "alert" in rule]


def dashboards() -> list[Path]:
    """Give the dashboards' files."""
    return sorted(GRAFANA.glob("*.json"))


def queries() -> list[str]:
    """Give what the dashboards ask."""
    return [
        target["expr"]
        for path in dashboards()
        for panel in json.loads(path.read_text("utf-8"))["panels"]
        for target in panel["targets"]
    ]


def test_only_six_names_page_and_each_alert_says_who_acts() -> None:
    """Severity, owner, a summary, and its page in the runbook; one watchdog."""
    assert {rule["alert"] for rule in alerts() if rule["labels"]["severity"] == "page"} == PAGES
    assert [rule["alert"] for rule in alerts() if rule["labels"]["severity"] == "watchdog"] == [
        "DwarsverbandWatchdog"
    ]
    for rule in alerts():
        assert rule["labels"]["severity"] in {"page", "ticket", "watchdog"}
        assert rule["labels"]["owner"] in OWNERS
        assert rule["annotations"]["summary"]
        assert (REPOSITORY / rule["annotations"]["runbook_url"]).stem == rule["alert"]


def test_rules_and_dashboards_ask_for_metrics_that_there_are() -> None:
    """A name that nobody serves would never fire, and never say so."""
    known = {metric.name for metric in DECLARED}
    known |= {
        f"{one.name}_{part}"
        for one in DECLARED
        if one.kind == "histogram"
        for part in ("bucket", "sum", "count")
    }
    known |= {rule["record"] for rule in rules() if "record" in rule}
    asked = [rule["expr"] for rule in rules()] + queries()
    assert asked
    for expr in asked:
        for name in re.findall(r"[a-z]*:?dwarsverband_[a-z0-9_:]+", expr):
            assert name in known, (name, expr)


@pytest.mark.usefixtures("prometheus")
def test_promtool_and_amtool_take_the_settings() -> None:
    """As the compose file hands them over."""
    assert "SUCCESS" in program("promtool", "check", "config", PROMETHEUS / "prometheus.yml")
    assert "SUCCESS" in program("promtool", "check", "rules", *sorted((PROMETHEUS / "rules").glob("*.yml")))
    assert "SUCCESS" in program("amtool", "check-config", ALERTMANAGER)


@pytest.mark.usefixtures("prometheus")
@pytest.mark.parametrize("path", sorted((PROMETHEUS / "tests").glob("*.yml")), ids=lambda path: path.stem)
def test_each_alert_fires_on_what_it_is_for_and_on_nothing_near_it(path: Path) -> None:
    """The unit tests of the rules; every alert is named in one of them."""
    assert "SUCCESS" in program("promtool", "test", "rules", path)
    said = "".join(one.read_text("utf-8") for one in (PROMETHEUS / "tests").glob("*.yml"))
    assert all(rule["alert"] in said for rule in alerts())


@pytest.mark.usefixtures("prometheus")
@pytest.mark.parametrize(
    ("labels", "receiver"),
    [
        ({"severity": "page", "owner": "operations"}, "operations-page"),
        ({"severity": "page", "owner": "privacy_officer"}, "privacy-officer-page"),
        ({"severity": "ticket", "owner": "operations"}, "operations-ticket"),
        ({"severity": "ticket", "owner": "case_manager"}, "case-manager"),
        ({"severity": "ticket", "owner": "rules_author"}, "rules-author"),
        ({"severity": "ticket", "owner": "information_manager"}, "information-manager"),
        ({"severity": "watchdog", "owner": "operations"}, "watchdog"),
    ],
)
def test_each_alert_goes_to_who_owns_it(labels: dict[str, str], receiver: str) -> None:
    """Terms go to the case's owner, not to operations."""
    words = [f"{name}={value}" for name, value in labels.items()]
    assert program("amtool", "config", "routes", "test", f"--config.file={ALERTMANAGER}", *words).split() == [
        receiver
    ]


@pytest.mark.usefixtures("prometheus")
def test_one_cause_gives_one_page(tmp_path: Path) -> None:
    """A real Alertmanager, told that Kafka is away and all that follows, lets one page through."""
    port = free_port()
    url = f"--alertmanager.url=http://127.0.0.1:{port}"
    command = [
        "prometheus-alertmanager",
        f"--config.file={ALERTMANAGER}",
        f"--storage.path={tmp_path}",
        f"--web.listen-address=127.0.0.1:{port}",
        "--cluster.listen-address=",
    ]
    broker = ("DwarsverbandEventsWaiting", "broker")
    follow = [
        ("DwarsverbandEventsWaiting", "lag"),
        ("DwarsverbandWorkerStuck", "worker"),
        ("DwarsverbandOutboxStuck", "outbox"),
    ]
    with run(tmp_path / "log", *command):
        until(lambda: get(port, "/api/v2/status"), "Alertmanager answers", 20)
        for name, cause in (*follow, ("DwarsverbandAuditBroken", "audit")):
            program(
                "amtool", url, "alert", "add", name, "severity=page", f"cause={cause}", "owner=operations"
            )
        assert shown(port) == {("DwarsverbandOutboxStuck", "outbox"), ("DwarsverbandAuditBroken", "audit")}
        program(
            "amtool",
            url,
            "alert",
            "add",
            broker[0],
            "severity=page",
            f"cause={broker[1]}",
            "owner=operations",
        )
        assert shown(port) == {broker, ("DwarsverbandAuditBroken", "audit")}


def shown(port: int) -> set[tuple[str, str]]:
    """Give what Alertmanager tells people of, by name and cause."""
    found = get(port, "/api/v2/alerts", active="true", inhibited="false", silenced="false")
    return {(one["labels"]["alertname"], one["labels"]["cause"]) for one in found}
